package harness

/** A `pipeline` or a `stage` as it is written; nothing of it is executed while it is read. */
class Section {

    final String name
    Object agent
    Closure steps
    final List<Map> options = []
    final List<Map> parameters = []
    final List<Section> stages = []
    final List<Map> when = []
    final Map<String, Closure> post = [:]
    final Map<String, Object> environment = [:]
    final PipelineScript script

    private Section(String name, PipelineScript script) {
        this.name = name
        this.script = script
    }

    static Section of(Closure body, PipelineScript script, String name = 'pipeline') {
        Section section = new Section(name, script)
        section.read(body, new Sections(section))
        return section
    }

    void read(Closure body, Object words) {
        body.delegate = words
        body.resolveStrategy = Closure.DELEGATE_FIRST
        body.call()
    }

    /** The sections that there are, by their names. */
    static class Sections {

        private final Section section

        Sections(Section section) {
            this.section = section
        }

        String getNone() {
            return 'none'
        }

        String getAny() {
            return 'any'
        }

        void agent(Object which) {
            section.agent = which
        }

        void agent(Closure body) {
            Words words = new Words(section.script)
            section.read(body, words)
            section.agent = words.all.find { it.name == 'label' || it.name == 'node' }.value ?: 'any'
        }

        void options(Closure body) {
            Words words = new Words(section.script)
            section.read(body, words)
            section.options.addAll(words.all.findAll { it.name != 'logRotator' })
        }

        void parameters(Closure body) {
            Words words = new Words(section.script)
            section.read(body, words)
            section.parameters.addAll(words.all*.value)
        }

        void environment(Closure body) {
            section.read(body, new Assignments(section.environment))
        }

        void when(Closure body) {
            section.when.addAll(conditions(body))
        }

        void stages(Closure body) {
            section.read(body, new StageWords(section))
        }

        void steps(Closure body) {
            section.steps = body
        }

        void post(Closure body) {
            Words words = new Words(section.script)
            section.read(body, words)
            words.all.each { section.post[it.name as String] = it.body as Closure }
        }

        private List<Map> conditions(Closure body) {
            Words words = new Words(section.script)
            section.read(body, words)
            return words.all.collect { Map word ->
                ['allOf', 'anyOf', 'not'].contains(word.name) ? word + [inner: conditions(word.body as Closure)] : word
            }
        }

    }

}
