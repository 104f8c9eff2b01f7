package touchstone

import com.cloudbees.groovy.cps.NonCPS

/** How a run ended: read from what the command line wrote, shown on the build's page, and told by the build's result. */
class Outcome implements Serializable {

    private static final long serialVersionUID = 1L

    private static final String REPORT = 'touchstone-report'

    private final Object steps
    private final Map settings
    private final CommandLine commandLine

    Outcome(Object steps, Map settings, CommandLine commandLine) {
        this.steps = steps
        this.settings = settings
        this.commandLine = commandLine
    }

    /** Lines `TOUCHSTONE_VERDICT=PASS` as a map with `VERDICT`. */
    @NonCPS
    static Map read(String text) {
        Map values = [:]
        for (String line in text.split('\n')) {
            int at = line.indexOf('=')
            if (line.startsWith('TOUCHSTONE_') && at > 0) {
                values[line.substring('TOUCHSTONE_'.length(), at)] = line.substring(at + 1)
            }
        }
        return values
    }

    /** The run that `touchstone run --json` says that it started; empty where it says none. */
    @NonCPS
    static String runIn(String json) {
        String mark = '"run_id":"'
        int before = json.indexOf(mark)
        return before < 0 ? '' : json.substring(before + mark.length(), json.indexOf('"', before + mark.length()))
    }

    /** Report, figures and badge on the build's page; then the verdict as the build's result. */
    void show(Map outcome) {
        fetchReport(outcome.RUN)
        steps.junit(testResults: "${REPORT}/junit.xml", skipMarkingBuildUnstable: true)
        steps.archiveArtifacts(artifacts: "touchstone-run.json, touchstone-summary.env, ${REPORT}/**", fingerprint: true)
        steps.publishHTML([
            reportDir: REPORT,
            reportFiles: settings.language == 'en' ? 'en.html, index.html' : 'index.html, en.html',
            reportName: Texts.say(settings.language, 'reportName'),
            keepAll: true,
            alwaysLinkToLastBuild: true,
            allowMissing: false,
        ])
        steps.currentBuild.description = outcome.HEADLINE
        badge(outcome)
        judge(outcome)
    }

    private void fetchReport(String run) {
        int status = commandLine.status(Texts.say(settings.language, 'report'),
            "touchstone report \"\$TOUCHSTONE_RUN\" --out ${REPORT}", [TOUCHSTONE_RUN: run])
        if (status != 0) {
            steps.error(Texts.say(settings.language, 'lost', [run]))
        }
    }

    /** A few words beside the build in lists, where the plugin for it is there. */
    private void badge(Map outcome) {
        try {
            steps.addBadge(text: outcome.BADGE, link: outcome.REPORT)
        } catch (NoSuchMethodError absent) {
            steps.echo(Texts.say(settings.language, 'noBadge'))
        }
    }

    private void judge(Map outcome) {
        if (outcome.VERDICT == 'PASS') {
            return
        }
        if (outcome.VERDICT == 'FAIL' && settings.onFail == 'FAILURE') {
            steps.error(outcome.REASON)
        }
        steps.unstable(outcome.REASON)
    }

}
