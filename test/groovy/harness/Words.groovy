package harness

/** Takes down every word with what it is given. */
class Words {

    final List<Map> all = []
    private final PipelineScript script

    Words(PipelineScript script) {
        this.script = script
    }

    Object methodMissing(String name, Object arguments) {
        List given = (arguments as Object[]).toList()
        Closure body = given && given.last() instanceof Closure ? given.last() as Closure : null
        Map word = [name: name, value: given && !(given.first() instanceof Closure) ? given.first() : null, body: body]
        all.add(word)
        return word
    }

}
