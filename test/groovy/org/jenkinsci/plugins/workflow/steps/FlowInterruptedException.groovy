package org.jenkinsci.plugins.workflow.steps

/** What a step throws when it is stopped: by an abort, a timeout, or a no to a question. */
class FlowInterruptedException extends InterruptedException {

    final String result
    final List causes

    FlowInterruptedException(String result, List causes) {
        super(causes*.shortDescription.join(', '))
        this.result = result
        this.causes = causes
    }

}
