package harness

import hudson.AbortException
import jenkins.model.CauseOfInterruption
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException
import org.jenkinsci.plugins.workflow.support.steps.input.Rejection

/** What a step failed of, as the journal keeps it. */
class Failures {

    static Map of(Exception failure) {
        return failure instanceof FlowInterruptedException
            ? [kind: 'interrupted', result: failure.result, causes: failure.causes.collect { causeOf(it) }]
            : [kind: 'aborted', message: failure.message]
    }

    static Exception from(Map kept) {
        if (kept.kind == 'interrupted') {
            return new FlowInterruptedException(kept.result as String, kept.causes.collect { causeFrom(it as Map) })
        }
        return new AbortException(kept.message as String)
    }

    private static Map causeOf(CauseOfInterruption cause) {
        switch (cause) {
            case CauseOfInterruption.UserInterruption: return [kind: 'user', user: cause.userId]
            case Rejection: return [kind: 'rejection', user: cause.userName]
            default: return [kind: 'timeout']
        }
    }

    private static CauseOfInterruption causeFrom(Map kept) {
        switch (kept.kind) {
            case 'user': return new CauseOfInterruption.UserInterruption(kept.user as String)
            case 'rejection': return new Rejection(kept.user as String)
            default: return new CauseOfInterruption.ExceededTimeout()
        }
    }

}
