package harness

import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException

/** The stages of a build, with how each ended and how long it took, the nested ones after those that hold them. */
class Stages {

    final List<Map> list = []
    private final Build build
    private final List<Map> open = []

    Stages(Build build) {
        this.build = build
    }

    Object within(String name, Closure body) {
        Map stage = [name: name, depth: open.size(), status: 'IN_PROGRESS', startMillis: now(), durationMillis: null]
        list.add(stage)
        open.add(stage)
        build.save(true)
        try {
            Object value = body.call()
            end(stage, stage.status == 'IN_PROGRESS' ? 'SUCCESS' : stage.status as String)
            return value
        } catch (FlowInterruptedException interruption) {
            end(stage, 'ABORTED')
            throw interruption
        } catch (Throwable failure) {
            end(stage, 'FAILED')
            throw failure
        } finally {
            open.remove(stage)
        }
    }

    /** Says of the stage at hand, and of those that hold it, how it stands. */
    void mark(String status) {
        open*.status = status
    }

    /** Says of the stage at hand alone that nothing was done. */
    void skip() {
        open.last().status = 'NOT_EXECUTED'
    }

    private void end(Map stage, String status) {
        stage.status = status
        stage.durationMillis = now() - (stage.startMillis as long)
        build.save(true)
    }

    /** The time; after a restart the one that it was. */
    private long now() {
        return build.journal.step('now') { Map state, Closure save -> System.currentTimeMillis() } as long
    }

}
