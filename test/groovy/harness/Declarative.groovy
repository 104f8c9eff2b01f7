package harness

import hudson.AbortException
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException

/** Interprets `pipeline { … }`. */
class Declarative {

    /** Conditions of `post` in the order in which they are looked at. */
    private static final List<String> CONDITIONS = [
        'always', 'changed', 'fixed', 'regression', 'aborted', 'failure', 'success', 'unstable', 'unsuccessful', 'cleanup',
    ]

    private static final List<String> BAD = ['UNSTABLE', 'FAILURE', 'ABORTED']

    private final Build build
    private final PipelineScript script
    private Throwable firstError

    Declarative(Build build, PipelineScript script) {
        this.build = build
        this.script = script
    }

    void run(Closure body) {
        Section root = Section.of(body, script)
        defineParameters(root)
        build.page.properties.addAll(root.options*.name.findAll { it != 'timeout' })
        try {
            withWrappers(root.options) {
                onAgent(root) {
                    build.context.withVariables(environmentOf(root)) {
                        root.stages.each { Section stage -> runStage(stage, root) }
                    }
                    post(root)
                }
            }
        } catch (Throwable failure) {
            note(failure)
        }
        if (firstError != null) {
            throw firstError
        }
    }

    private void defineParameters(Section root) {
        root.parameters.each { Map defined ->
            Object value = defined.containsKey('choices') ? defined.choices.first() : defined.defaultValue
            if (!build.context.parameters.containsKey(defined.name)) {
                build.context.parameters[defined.name] = value
            }
        }
    }

    private void runStage(Section stage, Section root) {
        build.stages.within(stage.name) {
            if (firstError != null) {
                build.log("Stage \"${stage.name}\" skipped due to earlier failure(s)\n")
                build.stages.skip()
                return
            }
            try {
                withWrappers(stage.options) { enter(stage, root) }
            } catch (Throwable failure) {
                note(failure)
                build.stages.mark(failure instanceof FlowInterruptedException ? 'ABORTED' : 'FAILED')
            }
        }
    }

    private void enter(Section stage, Section root) {
        boolean early = stage.when.any { it.name == 'beforeAgent' && it.value }
        if (early && !due(stage)) {
            skip(stage)
            return
        }
        onAgent(stage) {
            if (!early && !due(stage)) {
                skip(stage)
                return
            }
            build.context.withVariables(environmentOf(stage)) {
                Throwable failed = null
                try {
                    execute(stage.steps)
                } catch (Throwable failure) {
                    note(failure)
                    failed = failure
                }
                post(stage)
                if (failed != null) {
                    throw failed
                }
            }
        }
    }

    private void skip(Section stage) {
        build.log("Stage \"${stage.name}\" skipped due to when conditional\n")
        build.stages.skip()
    }

    private boolean due(Section stage) {
        return stage.when.findAll { it.name != 'beforeAgent' }.every { holds(it) }
    }

    private boolean holds(Map condition) {
        switch (condition.name) {
            case 'allOf': return condition.inner.every { holds(it) }
            case 'anyOf': return condition.inner.any { holds(it) }
            case 'not': return !holds(condition.inner.first())
            case 'expression': return execute(condition.body) as boolean
            case 'changeset': return changed(condition.value as String)
            case 'triggeredBy': return causedBy(condition.value as String)
            default: throw new AbortException("when: ${condition.name} is not known here")
        }
    }

    private boolean changed(String glob) {
        return build.scm.changeSets.any { changes ->
            changes.items.any { commit -> commit.affectedPaths.any { String path -> matches(glob, path) } }
        }
    }

    private static boolean matches(String glob, String path) {
        return Class.forName('org.apache.tools.ant.types.selectors.SelectorUtils').matchPath(glob, path, true)
    }

    private boolean causedBy(String cause) {
        return (build.settings.causes as List).any { (it._class as String).split(/[.$]/).last().matches("(?i)\\.*${cause}.*") }
    }

    private Map environmentOf(Section section) {
        Map made = [:]
        section.environment.each { name, value -> made[name] = String.valueOf(value instanceof Closure ? value.call() : value) }
        return made
    }

    private void onAgent(Section section, Closure body) {
        if (section.agent == null || section.agent == 'none') {
            body.call()
            return
        }
        script.node(section.agent == 'any' ? '' : section.agent) {
            if (build.settings.scm != null) {
                build.context.define(build.scm.checkout())
            }
            body.call()
        }
    }

    private void withWrappers(List<Map> options, Closure body) {
        Map timeout = options.find { it.name == 'timeout' }
        if (timeout == null) {
            body.call()
        } else {
            script.timeout(timeout.value as Map, body)
        }
    }

    private void post(Section section) {
        CONDITIONS.each { String condition ->
            Closure body = section.post[condition]
            if (body != null && met(condition)) {
                try {
                    execute(body)
                } catch (Throwable failure) {
                    note(failure)
                }
            }
        }
    }

    private boolean met(String condition) {
        String now = build.result ?: 'SUCCESS'
        String before = build.earlier((build.settings.number as int) - 1)?.result
        switch (condition) {
            case 'always': case 'cleanup': return true
            case 'changed': return before != null && before != now
            case 'fixed': return now == 'SUCCESS' && BAD.contains(before)
            case 'regression': return BAD.contains(now) && before == 'SUCCESS'
            case 'unsuccessful': return now != 'SUCCESS'
            default: return now == condition.toUpperCase()
        }
    }

    private void note(Throwable failure) {
        build.worsen(failure instanceof FlowInterruptedException ? failure.result : 'FAILURE')
        firstError = firstError ?: failure
    }

    private Object execute(Closure body) {
        body.delegate = script
        body.resolveStrategy = Closure.DELEGATE_FIRST
        return body.call()
    }

}
