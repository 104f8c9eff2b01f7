package harness

/** The stages of a pipeline. */
class StageWords {

    private final Section section

    StageWords(Section section) {
        this.section = section
    }

    void stage(String name, Closure inner) {
        section.stages.add(Section.of(inner, section.script, name))
    }

}
