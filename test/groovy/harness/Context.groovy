package harness

import hudson.AbortException

/** What surrounds a step: environment, directory, and whether it is on an agent. */
class Context {

    final Map parameters = [:]
    private final Build build
    private final List<Map> layers = []
    private File directory
    String agent

    Context(Build build) {
        this.build = build
        parameters.putAll(build.settings.parameters as Map)
    }

    /** Every variable that a script can read as `env.NAME`. */
    Map<String, String> environment() {
        Map<String, String> all = [
            JOB_NAME: build.settings.job, BUILD_NUMBER: "${build.settings.number}".toString(),
            BUILD_TAG: "jenkins-${build.settings.job}-${build.settings.number}".toString(),
            BUILD_URL: "${build.settings.url}job/${build.settings.job}/${build.settings.number}/".toString(),
            JENKINS_URL: build.settings.url,
        ]
        parameters.each { name, value -> all[name as String] = value as String }
        (build.settings.environment as Map).each { name, value -> all[name as String] = value as String }
        if (agent != null) {
            all += [NODE_NAME: agent, WORKSPACE: build.workspace.path]
        }
        layers.each { Map layer -> all += layer }
        return all
    }

    Object withVariables(Map variables, Closure body) {
        layers.add(variables)
        try {
            return body.call()
        } finally {
            layers.remove(layers.size() - 1)
        }
    }

    /** Variables that hold from here on, as those of a checkout. */
    void define(Map variables) {
        if (layers.isEmpty()) {
            layers.add([:])
        }
        layers[0].putAll(variables)
    }

    Object onAgent(String label, Closure body) {
        String before = agent
        File directoryBefore = directory
        agent = label ?: 'built-in'
        directory = build.workspace
        directory.mkdirs()
        build.page.agents.add(agent)
        try {
            return body.call()
        } finally {
            agent = before
            directory = directoryBefore
        }
    }

    Object inDirectory(String path, Closure body) {
        File before = here()
        directory = new File(before, path)
        directory.mkdirs()
        try {
            return body.call()
        } finally {
            directory = before
        }
    }

    /** The directory that a step works in; there is one only on an agent. */
    File here() {
        if (agent == null) {
            throw new AbortException('Required context class hudson.FilePath is missing\nPerhaps you forgot to ' +
                'surround the step with a step that provides this, such as: node')
        }
        return directory
    }

}
