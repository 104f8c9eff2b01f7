package org.jenkinsci.plugins.workflow.support.steps.input

import jenkins.model.CauseOfInterruption

/** Somebody answered a question with no. */
class Rejection extends CauseOfInterruption {

    final String userName

    Rejection(String userName) {
        this.userName = userName
    }

    @Override
    String getShortDescription() {
        return "Rejected by ${userName}"
    }

}
