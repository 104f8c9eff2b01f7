package touchstone

/** Where the command line runs: on the agent itself, or in a container on it. */
class Agent implements Serializable {

    private static final long serialVersionUID = 1L

    /** Puts the repository in the workspace, unless the settings say that somebody else does. */
    static void prepare(Object steps, Map settings) {
        if (settings.checkout) {
            steps.checkout(steps.scm)
        }
    }

    /** Runs a body in the image that the settings name, if any. */
    static void within(Object steps, Map settings, Closure body) {
        if (settings.image) {
            steps.docker.image(settings.image).inside {
                body()
            }
        } else {
            body()
        }
    }

}
