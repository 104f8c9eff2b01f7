package touchstone

import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException

/**
 * One retraining on an agent: starts a run, follows it stage by stage, shows its report, and lets the build tell the
 * verdict. An interrupted build (abort, timeout) cancels its run.
 */
class Retraining implements Serializable {

    private static final long serialVersionUID = 1L

    private static final List STAGES =
        ['ingest', 'generate', 'refine', 'split', 'train', 'evaluate', 'gate', 'report', 'publish']
    private static final String RUN_FILE = 'touchstone-run.json'
    private static final String SUMMARY_FILE = 'touchstone-summary.env'

    private final Object steps
    private final Map settings
    private final CommandLine commandLine
    private String run = ''

    Retraining(Object steps, Map settings) {
        this.steps = steps
        this.settings = settings
        this.commandLine = new CommandLine(steps, settings)
    }

    /** The run's outcome, as `touchstone runs summary` tells it. */
    Map perform() {
        try {
            steps.stage(say('start')) {
                start()
            }
            for (int at = 0; at < STAGES.size(); at++) {
                String name = STAGES[at]
                steps.stage(say(name)) {
                    follow(name)
                }
            }
            return conclude()
        } catch (FlowInterruptedException interruption) {
            cancel()
            throw interruption
        }
    }

    /**
     * Uploads the data and starts the run. The key is the build's own address: whatever starts twice in this build, after
     * a lost agent for instance, is one run.
     */
    private void start() {
        int status = commandLine.status(say('start'), """
            rm -f ${RUN_FILE} ${SUMMARY_FILE}
            rm -rf touchstone-report
            if [ -n "\$TOUCHSTONE_SETUP" ]; then sh -e -c "\$TOUCHSTONE_SETUP"; fi
            set -- --dataset "\$TOUCHSTONE_DATASET" --name "\$TOUCHSTONE_NAME" --idempotency-key "\$TOUCHSTONE_RUN_KEY"
            if [ -n "\$TOUCHSTONE_TEST" ]; then set -- "\$@" --test "\$TOUCHSTONE_TEST"; fi
            if [ -n "\$TOUCHSTONE_SPEC" ]; then set -- "\$@" --spec "\$TOUCHSTONE_SPEC"; fi
            if [ -n "\$TOUCHSTONE_BASE" ]; then set -- "\$@" --base "\$TOUCHSTONE_BASE"; fi
            if [ -n "\$TOUCHSTONE_TASK" ]; then set -- "\$@" --task "\$TOUCHSTONE_TASK"; fi
            touchstone run "\$@" --detach --json > ${RUN_FILE}
        """, [
            TOUCHSTONE_SETUP: settings.setup,
            TOUCHSTONE_DATASET: settings.dataset,
            TOUCHSTONE_NAME: settings.name,
            TOUCHSTONE_TEST: settings.test,
            TOUCHSTONE_SPEC: settings.spec,
            TOUCHSTONE_BASE: settings.base,
            TOUCHSTONE_TASK: settings.task,
            TOUCHSTONE_RUN_KEY: steps.env.BUILD_URL ?: steps.env.BUILD_TAG,
        ])
        if (status != 0) {
            steps.error(say('notStarted', [status]))
        }
        run = startedRun()
        steps.echo("Touchstone: ${settings.url}/v1/runs/${run}")
    }

    /** Shows what a stage of the run does, and takes as long as it does. */
    private void follow(String stage) {
        int status = commandLine.status(say(stage), 'touchstone runs stage "$TOUCHSTONE_RUN" "$TOUCHSTONE_STAGE"',
            [TOUCHSTONE_RUN: run, TOUCHSTONE_STAGE: stage])
        if (status != 0) {
            endEarly()
        }
    }

    /** The run ended before its last stage, or cannot be followed any more. */
    private void endEarly() {
        Map outcome = summary()
        if (outcome.isEmpty()) {
            steps.error(say('lost', [run]))
        }
        steps.currentBuild.description = outcome.HEADLINE
        if (outcome.STATUS == 'cancelled') {
            steps.currentBuild.result = 'ABORTED'
            steps.error(say('stopped', [run]))
        }
        steps.error(say('failed', [run, outcome.REASON]))
    }

    private Map conclude() {
        Map outcome = [:]
        steps.stage(say('verdict')) {
            outcome = summary()
            if (outcome.isEmpty()) {
                steps.error(say('lost', [run]))
            }
            new Outcome(steps, settings, commandLine).show(outcome)
        }
        return outcome
    }

    private Map summary() {
        int status = commandLine.status(say('verdict'), "touchstone runs summary \"\$TOUCHSTONE_RUN\" > ${SUMMARY_FILE}",
            [TOUCHSTONE_RUN: run])
        return status == 0 ? Outcome.read(steps.readFile(SUMMARY_FILE)) : [:]
    }

    /** The build was interrupted: no GPU may go on working for it. */
    private void cancel() {
        try {
            if (!run && steps.fileExists(RUN_FILE)) {
                run = startedRun()
            }
            if (!run) {
                return
            }
            int status = commandLine.status(say('cancelled', [run]), 'touchstone runs cancel "$TOUCHSTONE_RUN"',
                [TOUCHSTONE_RUN: run])
            if (status == 0) {
                steps.echo(say('cancelled', [run]))
                steps.currentBuild.description = say('cancelled', [run])
            } else {
                steps.echo(say('notCancelled', [run, status]))
            }
        } catch (IOException lost) {
            // The agent went away together with the build: nothing can be run on it.
            steps.echo(say('notCancelled', [run, lost.message]))
        }
    }

    private String startedRun() {
        return Outcome.runIn(steps.readFile(RUN_FILE))
    }

    private String say(String key, List parts = []) {
        return Texts.say(settings.language, key, parts)
    }

}
