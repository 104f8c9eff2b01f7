package harness

import hudson.AbortException

/** `currentBuild`. */
class CurrentBuild {

    private final Build build

    CurrentBuild(Build build) {
        this.build = build
    }

    String getResult() {
        return build.result
    }

    void setResult(String result) {
        if (!Build.RESULTS.contains(result)) {
            throw new AbortException("no result ${result}")
        }
        build.worsen(result)
    }

    String getCurrentResult() {
        return build.result ?: 'SUCCESS'
    }

    String getDescription() {
        return build.description
    }

    void setDescription(String text) {
        build.description = text
        build.save(true)
    }

    int getNumber() {
        return build.settings.number as int
    }

    List getChangeSets() {
        return build.scm.changeSets
    }

    Map getPreviousBuild() {
        return build.earlier(number - 1)
    }

    List getBuildCauses(String type = null) {
        return (build.settings.causes as List).findAll { cause -> type == null || cause._class == type }
    }

}
