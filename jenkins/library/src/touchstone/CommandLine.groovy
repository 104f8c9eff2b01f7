package touchstone

import com.cloudbees.groovy.cps.NonCPS

/**
 * Calls the command line `touchstone` on the agent. Words from outside reach it as environment variables, never as part
 * of a script's text; the key to the service is bound for the one command that needs it.
 */
class CommandLine implements Serializable {

    private static final long serialVersionUID = 1L

    /** Says the language after the command's own words, where its programs expect global options. */
    private static final String HEAD = '''#!/bin/sh -e
touchstone() { $TOUCHSTONE_COMMAND "$@" --lang "$TOUCHSTONE_LANGUAGE"; }
'''

    private final Object steps
    private final Map settings

    CommandLine(Object steps, Map settings) {
        this.steps = steps
        this.settings = settings
    }

    /** Exit status of a script in which `touchstone` is the command. */
    int status(String label, String script, Map variables = [:]) {
        int status = 0
        steps.withEnv(environment(variables)) {
            withKey {
                status = steps.sh(label: label, returnStatus: true, script: HEAD + script)
            }
        }
        return status
    }

    private void withKey(Closure body) {
        if (settings.credentials) {
            Object key = steps.string(credentialsId: settings.credentials, variable: 'TOUCHSTONE_API_KEY')
            steps.withCredentials([key]) {
                body()
            }
        } else {
            body()
        }
    }

    @NonCPS
    private List environment(Map variables) {
        List values = [
            "TOUCHSTONE_COMMAND=${settings.command}".toString(),
            "TOUCHSTONE_LANGUAGE=${settings.language}".toString(),
            "TOUCHSTONE_URL=${settings.url}".toString(),
            "TOUCHSTONE_RECONNECT=${settings.reconnectSeconds}".toString(),
            'NO_COLOR=1',
        ]
        variables.each { name, value -> values.add("${name}=${value}".toString()) }
        return values
    }

}
