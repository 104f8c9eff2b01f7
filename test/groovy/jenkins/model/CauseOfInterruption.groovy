package jenkins.model

/** Why something was stopped. */
abstract class CauseOfInterruption implements Serializable {

    private static final long serialVersionUID = 1L

    abstract String getShortDescription()

    /** Somebody aborted the build. */
    static class UserInterruption extends CauseOfInterruption {

        private static final long serialVersionUID = 1L

        final String userId

        UserInterruption(String userId) {
            this.userId = userId
        }

        @Override
        String getShortDescription() {
            return "Aborted by ${userId}"
        }

    }

    /** Time is up; stands for TimeoutStepExecution.ExceededTimeout. */
    static class ExceededTimeout extends CauseOfInterruption {

        private static final long serialVersionUID = 1L

        @Override
        String getShortDescription() {
            return 'Timeout has been exceeded'
        }

    }

}
