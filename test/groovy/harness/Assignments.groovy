package harness

/** Takes down `NAME = value`. */
class Assignments {

    private final Map<String, Object> made

    Assignments(Map<String, Object> made) {
        this.made = made
    }

    void setProperty(String name, Object value) {
        this.@made[name] = value
    }

}
