package touchstone

import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException

/**
 * Lets a version through that passed the gate: asks somebody who has read the report, without holding an agent, and
 * writes into the registry's history who answered. Nobody in time, or a no, promotes nothing and fails nothing.
 */
class Promotion implements Serializable {

    private static final long serialVersionUID = 1L

    private final Object steps
    private final Map settings

    Promotion(Object steps, Map settings) {
        this.steps = steps
        this.settings = settings
    }

    /** Whether there is something to promote, by the outcome of a run. */
    static boolean isDue(Map settings, Map outcome) {
        return settings.promote != 'never' && outcome != null && outcome.VERDICT == 'PASS' && outcome.VERSION
    }

    /** Asks, or does not, as the policy says; then moves the alias. */
    void perform(Map outcome) {
        if (!isDue(settings, outcome)) {
            return
        }
        if (settings.promote == 'automatic') {
            move(outcome, say('automatic'), steps.env.BUILD_URL ?: steps.env.BUILD_TAG)
            return
        }
        Map answer = ask(outcome)
        if (answer.by) {
            move(outcome, answer.by, answer.reason ?: (steps.env.BUILD_URL ?: steps.env.BUILD_TAG))
        } else {
            describe(say('notApproved'))
        }
    }

    private Map ask(Map outcome) {
        try {
            Map answer = [:]
            steps.stage(say('approval')) {
                steps.timeout(time: settings.approvalHours, unit: 'HOURS') {
                    answer = steps.input(
                        id: 'promote',
                        message: say('question', [settings.name, outcome.VERSION, settings.alias, outcome.HEADLINE]),
                        ok: say('ok'),
                        submitter: settings.approvers ?: null,
                        submitterParameter: 'APPROVER',
                        parameters: [steps.string(name: 'REASON', defaultValue: '', description: say('reason'))],
                    )
                }
            }
            return [by: answer.APPROVER, reason: answer.REASON]
        } catch (FlowInterruptedException unanswered) {
            // A no, nobody in time, or an abort: which of them the console says; the sandbox does not let a script ask.
            steps.echo(say('notApproved'))
            return [:]
        }
    }

    private void move(Map outcome, String by, String reason) {
        steps.node(settings.label) {
            steps.stage(say('promotion')) {
                Agent.prepare(steps, settings)
                Agent.within(steps, settings) {
                    int status = new CommandLine(steps, settings).status(say('promotion'), '''
                        if [ -n "$TOUCHSTONE_SETUP" ]; then sh -e -c "$TOUCHSTONE_SETUP"; fi
                        touchstone models promote "$TOUCHSTONE_NAME" "$TOUCHSTONE_VERSION" \\
                            --alias "$TOUCHSTONE_ALIAS" --by "$TOUCHSTONE_BY" --reason "$TOUCHSTONE_REASON"
                    ''', [
                        TOUCHSTONE_SETUP: settings.setup,
                        TOUCHSTONE_NAME: settings.name,
                        TOUCHSTONE_VERSION: outcome.VERSION,
                        TOUCHSTONE_ALIAS: settings.alias,
                        TOUCHSTONE_BY: by,
                        TOUCHSTONE_REASON: reason,
                    ])
                    if (status != 0) {
                        steps.error(say('notPromoted', [status]))
                    }
                }
            }
        }
        describe(say('promoted', [settings.alias, by]))
    }

    private void describe(String more) {
        String before = steps.currentBuild.description
        steps.currentBuild.description = before ? "${before}; ${more}".toString() : more
    }

    private String say(String key, List parts = []) {
        return Texts.say(settings.language, key, parts)
    }

}
