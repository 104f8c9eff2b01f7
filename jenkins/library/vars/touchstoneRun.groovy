import touchstone.Agent
import touchstone.Retraining
import touchstone.Settings

/** Trains and judges, within an agent. Gives the outcome: VERDICT, VERSION, TUNED, PRODUCTION, REPORT and more. */
Map call(Map given) {
    Map settings = Settings.from(this, given)
    Map outcome = [:]
    Agent.within(this, settings) {
        outcome = new Retraining(this, settings).perform()
    }
    return outcome
}
