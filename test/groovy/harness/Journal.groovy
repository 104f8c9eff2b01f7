package harness

import groovy.json.JsonOutput
import groovy.json.JsonSlurper

/**
 * What each step gave, in order. After a restart the script runs again, and steps that are finished answer from here; the one
 * that was under way gets back what it had noted.
 */
class Journal {

    private final File file
    private final List<Map> entries = []
    private int next = 0

    Journal(File file) {
        this.file = file
        if (file.exists()) {
            file.eachLine('UTF-8') { String line ->
                Map noted = line.startsWith('{') && line.endsWith('}') ? new JsonSlurper().parseText(line) as Map : null
                if (noted != null) {
                    entries[noted.n as int] = (entries[noted.n as int] ?: [:]) + noted
                }
            }
        }
    }

    /** Whether the next step is one that ended before a restart. */
    boolean isReplaying() {
        return next < entries.size() && entries[next]?.ended
    }

    /** Does a step's work, once. The work gets what it noted before a restart, and a way to note something. */
    Object step(String name, Closure work) {
        int n = next++
        Map entry = entries[n]
        if (entry != null && entry.name != name) {
            throw new IllegalStateException("after the restart step ${n} is ${name}, and was ${entry.name}")
        }
        if (entry?.ended) {
            if (entry.failure != null) {
                throw Failures.from(entry.failure as Map)
            }
            return entry.value
        }
        write(n: n, name: name)
        try {
            Closure note = { Map state -> write(n: n, name: name, state: state) }
            Object value = work.call(entry?.state as Map, note)
            write(n: n, name: name, ended: true, value: value)
            return value
        } catch (Exception failure) {
            write(n: n, name: name, ended: true, failure: Failures.of(failure))
            throw failure
        }
    }

    private void write(Map entry) {
        file.append(JsonOutput.toJson(entry) + '\n', 'UTF-8')
        entries[entry.n as int] = (entries[entry.n as int] ?: [:]) + entry
    }

}
