package harness

import groovy.json.JsonSlurper
import java.util.concurrent.ConcurrentHashMap

/** What people do to a build while it runs, as lines of JSON on standard input. Its end is the controller's. */
class Commands {

    /** Questions that stand open, by their ids. */
    static final Map<String, Map> QUESTIONS = new ConcurrentHashMap<>()

    private final Build build

    Commands(Build build) {
        this.build = build
    }

    void listen() {
        Thread.startDaemon('commands') {
            System.in.eachLine('UTF-8') { String line -> obey(new JsonSlurper().parseText(line) as Map) }
            // Whoever started this process is gone: as when the machine of a controller stops.
            Runtime.runtime.halt(3)
        }
    }

    private void obey(Map command) {
        if (command.command == 'abort') {
            build.interruptions.abort(command.user as String)
        } else if (command.command == 'answer') {
            answer(command)
        }
    }

    private static void answer(Map command) {
        Map question = QUESTIONS.get(command.id as String)
        if (question == null) {
            Build.emit(event: 'refused', id: command.id, status: 404)
        } else if (question.submitters && !question.submitters.contains(command.user)) {
            Build.emit(event: 'refused', id: command.id, status: 403)
        } else {
            question.answer = command
        }
    }

}
