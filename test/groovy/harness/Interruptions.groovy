package harness

import jenkins.model.CauseOfInterruption
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException

/** Aborts and timeouts: each stops the step that runs, once. */
class Interruptions {

    private volatile FlowInterruptedException pending
    private final List<Map> timeouts = []

    /** Somebody aborts the build. */
    void abort(String user) {
        pending = new FlowInterruptedException('ABORTED', [new CauseOfInterruption.UserInterruption(user)])
    }

    /** Runs a body that has to end by a time, in milliseconds since 1970. */
    Object within(long deadline, Closure body) {
        Map timeout = [deadline: deadline, over: false]
        timeouts.add(timeout)
        try {
            return body.call()
        } finally {
            timeouts.remove(timeout)
        }
    }

    /** Throws what interrupts whoever runs, if anything does. */
    void check() {
        FlowInterruptedException now = pending
        if (now != null) {
            pending = null
            throw now
        }
        for (Map timeout in timeouts) {
            if (!timeout.over && System.currentTimeMillis() > (timeout.deadline as long)) {
                timeout.over = true
                throw new FlowInterruptedException('ABORTED', [new CauseOfInterruption.ExceededTimeout()])
            }
        }
    }

    /** Waits until something is there, which may be interrupted. */
    Object await(Closure look) {
        for (;;) {
            Object found = look.call()
            if (found != null) {
                return found
            }
            check()
            Thread.sleep(50)
        }
    }

}
