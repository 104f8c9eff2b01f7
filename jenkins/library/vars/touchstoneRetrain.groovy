import touchstone.Agent
import touchstone.Changes
import touchstone.Promotion
import touchstone.Retraining
import touchstone.Settings
import touchstone.Texts

/** A whole retraining job: what a commit touches, training, report, verdict, approval. One step makes a Jenkinsfile. */
void call(Map given) {
    Map settings = Settings.from(this, given)
    Map outcome = null
    properties([
        disableConcurrentBuilds(),
        buildDiscarder(logRotator(numToKeepStr: String.valueOf(settings.keepBuilds))),
    ])
    timeout(time: settings.trainHours, unit: 'HOURS') {
        node(settings.label) {
            Agent.prepare(this, settings)
            if (Changes.dueAnyway(this) || Changes.touch(this, settings)) {
                Agent.within(this, settings) {
                    outcome = new Retraining(this, settings).perform()
                }
            } else {
                currentBuild.description = Texts.say(settings.language, 'nothingChanged')
            }
        }
    }
    new Promotion(this, settings).perform(outcome)
}
