import touchstone.Promotion
import touchstone.Settings

/** Asks for approval outside an agent, and promotes what was approved; without a version that passed it does nothing. */
void call(Map given, Map outcome) {
    new Promotion(this, Settings.from(this, given)).perform(outcome)
}
