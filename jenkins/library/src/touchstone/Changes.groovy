package touchstone

import com.cloudbees.groovy.cps.NonCPS

/** What the pushes that led to a build changed, for pipelines that cannot write `when { changeset … }`. */
class Changes implements Serializable {

    private static final long serialVersionUID = 1L

    private static final List UNFINISHED = ['FAILURE', 'ABORTED']

    /**
     * Whether a build is due for another reason than a push: somebody or something started it by hand, it is the first,
     * or the one before it did not get through, so that what was pushed then is still untrained.
     */
    static boolean dueAnyway(Object steps) {
        return changedPaths(steps.currentBuild).isEmpty() || unfinishedBefore(steps.currentBuild) || startedByHand(steps.currentBuild)
    }

    /** Whether data, test, spec or anything else that the settings watch was changed. A folder stands for what is in it. */
    static boolean touch(Object steps, Map settings) {
        return concerns(changedPaths(steps.currentBuild), [settings.dataset, settings.test, settings.spec] + settings.watch)
    }

    @NonCPS
    private static List changedPaths(Object currentBuild) {
        List paths = []
        currentBuild.changeSets.each { changes ->
            changes.items.each { commit -> paths.addAll(commit.affectedPaths) }
        }
        return paths
    }

    @NonCPS
    private static boolean concerns(List changed, List watched) {
        return changed.any { path ->
            watched.any { one -> one && (path == one || path.startsWith(one.endsWith('/') ? one : one + '/')) }
        }
    }

    @NonCPS
    private static boolean unfinishedBefore(Object currentBuild) {
        return UNFINISHED.contains(currentBuild.previousBuild?.result)
    }

    @NonCPS
    private static boolean startedByHand(Object currentBuild) {
        return !currentBuild.getBuildCauses('hudson.model.Cause$UserIdCause').isEmpty()
    }

}
