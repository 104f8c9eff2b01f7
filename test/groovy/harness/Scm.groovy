package harness

import hudson.AbortException

/** The job's repository, by git: the script in it, the checkout on an agent, and what was changed since the last build. */
class Scm {

    /** What is checked out; null before. */
    String commit
    List<Map> changeSets = []
    private final Build build
    private final Map source

    Scm(Build build) {
        this.build = build
        source = build.settings.scm as Map
    }

    /** `scm` in a script. */
    Map describe() {
        if (source == null) {
            throw new AbortException("'checkout scm' is only available when using 'Multibranch Pipeline' or 'Pipeline script from SCM'")
        }
        return [$class: 'GitSCM', url: source.url, branch: source.branch]
    }

    /** The script's text: of the job itself, or the file in the repository as it is now. */
    String script() {
        if (build.settings.script != null) {
            return build.settings.script
        }
        return new File(clone('script', revision()), build.settings.scriptPath as String).getText('UTF-8')
    }

    /** A place beside the workspace with the repository's files, for the controller alone. */
    File clone(String purpose, String revision) {
        File target = new File(build.directory, purpose)
        if (!target.exists()) {
            git(build.directory, 'clone', '--quiet', '--no-checkout', source.url as String, target.path)
            git(target, 'checkout', '--quiet', revision)
        }
        return target
    }

    /** The commit that this build is of: the branch's when it began. */
    String revision() {
        return build.journal.step('revision') { Map state, Closure save ->
            git(build.directory, 'ls-remote', source.url as String, "refs/heads/${source.branch}".toString()).split('\t')[0]
        }
    }

    /** Puts the files in the workspace. */
    Map checkout() {
        String revision = revision()
        Map made = build.journal.step('checkout') { Map state, Closure save ->
            File workspace = build.context.here()
            if (!new File(workspace, '.git').exists()) {
                git(workspace, 'init', '--quiet')
            }
            git(workspace, 'fetch', '--quiet', source.url as String, "refs/heads/${source.branch}".toString())
            git(workspace, 'checkout', '--quiet', '--force', revision)
            return [commit: revision, changes: changesSince(previousCommit(), revision)]
        } as Map
        commit = made.commit
        changeSets = made.changes ? [[kind: 'git', items: made.changes]] : []
        return [GIT_COMMIT: revision, GIT_URL: source.url, GIT_BRANCH: source.branch]
    }

    private String previousCommit() {
        for (int number = (build.settings.number as int) - 1; number > 0; number--) {
            String before = build.earlier(number)?.commit
            if (before != null) {
                return before
            }
        }
        return null
    }

    private List<Map> changesSince(String before, String now) {
        if (before == null || before == now) {
            return []
        }
        List<String> commits = git(build.workspace, 'rev-list', "${before}..${now}".toString()).readLines()
        return commits.collect { String commit ->
            String paths = git(build.workspace, 'diff-tree', '--no-commit-id', '--name-only', '-r', '-z', commit)
            [commitId: commit, affectedPaths: paths.split('\0').findAll()]
        }
    }

    private static String git(File directory, String... arguments) {
        Process process = new ProcessBuilder(['git', '-c', 'protocol.file.allow=always'] + arguments.toList()).directory(directory).start()
        StringBuilder output = new StringBuilder()
        StringBuilder errors = new StringBuilder()
        process.waitForProcessOutput(output, errors)
        if (process.exitValue() != 0) {
            throw new AbortException("git ${arguments.join(' ')}: ${errors}")
        }
        return output.toString().trim()
    }

}
