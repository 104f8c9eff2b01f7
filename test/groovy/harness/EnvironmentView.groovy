package harness

/** `env`. */
class EnvironmentView {

    private final Context context

    EnvironmentView(Context context) {
        this.context = context
    }

    Object getProperty(String name) {
        return name == 'environment' ? context.environment() : context.environment()[name]
    }

    void setProperty(String name, Object value) {
        context.define([(name): String.valueOf(value)])
    }

}
