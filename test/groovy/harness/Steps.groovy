package harness

import hudson.AbortException
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException
import org.jenkinsci.plugins.workflow.support.steps.input.Rejection

/** The steps that a script can call. */
class Steps {

    /** Steps that a plugin brings which a controller may be without. */
    private static final Map<String, String> PLUGINS = [
        junit: 'junit', publishHTML: 'htmlpublisher', addBadge: 'badge', withCredentials: 'credentials-binding',
        input: 'pipeline-input-step', timestamps: 'timestamper',
    ]
    /** Words that only describe something, for the step that they are handed to. */
    private static final List<String> SYMBOLS = [
        'string', 'choice', 'booleanParam', 'usernamePassword', 'logRotator', 'buildDiscarder', 'disableConcurrentBuilds',
        'legacySCM', 'modernSCM', 'parameters',
    ]
    private static final Map<String, Long> UNITS = [
        MILLISECONDS: 1L, SECONDS: 1_000L, MINUTES: 60_000L, HOURS: 3_600_000L, DAYS: 86_400_000L,
    ]

    private final Build build
    private final Publishers publishers

    Steps(Build build) {
        this.build = build
        publishers = new Publishers(build)
    }

    Object call(String name, List given) {
        Closure body = given && given.last() instanceof Closure ? given.last() as Closure : null
        List values = body == null ? given : given.take(given.size() - 1)
        Object value = values ? values[0] : null
        if (SYMBOLS.contains(name)) {
            return (value instanceof Map ? value as Map : [value: value]) + [$symbol: name]
        }
        String plugin = PLUGINS[name]
        if (!metaClass.respondsTo(this, "step_${name}") || (plugin != null && !(build.settings.plugins as List).contains(plugin))) {
            throw new NoSuchMethodError("No such DSL method '${name}' found among steps")
        }
        Map options = value instanceof Map ? value as Map : [value: value]
        build.announce(options.label ? "${name} (${options.label})" : name)
        build.interruptions.check()
        return "step_${name}"(options, body)
    }

    private Object once(String name, Closure work) {
        return build.journal.step(name) { Map state, Closure save -> work.call() }
    }

    Object step_echo(Map options, Closure body) {
        return once('echo') { build.log("${options.message ?: options.value}\n") }
    }

    Object step_error(Map options, Closure body) {
        throw new AbortException(String.valueOf(options.message ?: options.value))
    }

    Object step_unstable(Map options, Closure body) {
        once('unstable') { build.log("WARNING: ${options.message ?: options.value}\n") }
        build.worsen('UNSTABLE')
        build.stages.mark('UNSTABLE')
        return null
    }

    Object step_sh(Map options, Closure body) {
        Map told = options.value == null ? options : [script: options.value]
        build.context.here()
        return build.journal.step('sh') { Map state, Closure save -> Shell.run(build, told, state, save) }
    }

    Object step_node(Map options, Closure body) {
        return build.context.onAgent((options.label ?: options.value) as String, body)
    }

    Object step_stage(Map options, Closure body) {
        return build.stages.within((options.name ?: options.value) as String, body)
    }

    Object step_script(Map options, Closure body) {
        return body.call()
    }

    Object step_dir(Map options, Closure body) {
        return build.context.inDirectory((options.path ?: options.value) as String, body)
    }

    Object step_withEnv(Map options, Closure body) {
        Map variables = [:]
        (options.overrides ?: options.value).each { String pair ->
            int at = pair.indexOf('=')
            variables[pair.substring(0, at)] = pair.substring(at + 1)
        }
        return build.context.withVariables(variables, body)
    }

    Object step_withCredentials(Map options, Closure body) {
        Map variables = [:]
        (options.bindings ?: options.value).each { Map binding ->
            String secret = (build.settings.credentials as Map)[binding.credentialsId]
            if (secret == null) {
                throw new AbortException("Could not find credentials entry with ID '${binding.credentialsId}'")
            }
            variables[binding.variable] = secret
        }
        build.secrets.addAll(variables.values() as List<String>)
        return build.context.withVariables(variables, body)
    }

    Object step_timeout(Map options, Closure body) {
        long millis = (options.time as long) * UNITS[(options.unit ?: 'MINUTES') as String]
        long deadline = once('timeout') { System.currentTimeMillis() + millis } as long
        return build.interruptions.within(deadline, body)
    }

    Object step_catchError(Map options, Closure body) {
        try {
            return body?.call()
        } catch (FlowInterruptedException interruption) {
            throw interruption
        } catch (Exception failure) {
            build.tell(failure)
            build.worsen((options.buildResult ?: 'FAILURE') as String)
            build.stages.mark((options.stageResult ?: 'FAILED') as String)
            return null
        }
    }

    Object step_sleep(Map options, Closure body) {
        long millis = ((options.time ?: options.value) as long) * UNITS[(options.unit ?: 'SECONDS') as String]
        long end = once('sleep') { System.currentTimeMillis() + millis } as long
        build.interruptions.await { System.currentTimeMillis() >= end ? true : null }
        return null
    }

    Object step_readFile(Map options, Closure body) {
        File file = new File(build.context.here(), (options.file ?: options.value) as String)
        return once('readFile') { file.getText('UTF-8') }
    }

    Object step_writeFile(Map options, Closure body) {
        File file = new File(build.context.here(), options.file as String)
        return once('writeFile') { file.setText(options.text as String, 'UTF-8') }
    }

    Object step_fileExists(Map options, Closure body) {
        File file = new File(build.context.here(), (options.file ?: options.value) as String)
        return once('fileExists') { file.exists() }
    }

    Object step_checkout(Map options, Closure body) {
        return build.scm.checkout()
    }

    Object step_library(Map options, Closure body) {
        build.libraries.load(options.identifier == null ? [identifier: options.value] : options)
        return null
    }

    Object step_properties(Map options, Closure body) {
        build.page.properties.addAll((options.value as List)*.get('$symbol'))
        return null
    }

    Object step_junit(Map options, Closure body) {
        Map counts = once('junit') { publishers.junit(options) } as Map
        build.page.junit = counts
        if ((counts.failed as int) > 0 && !options.skipMarkingBuildUnstable) {
            build.worsen('UNSTABLE')
        }
        return counts
    }

    Object step_archiveArtifacts(Map options, Closure body) {
        build.page.artifacts.addAll(once('archiveArtifacts') { publishers.archive(options) } as List)
        return null
    }

    Object step_publishHTML(Map options, Closure body) {
        Map target = (options.target ?: options) as Map
        build.page.html.add(once('publishHTML') { publishers.html(target) })
        return null
    }

    Object step_addBadge(Map options, Closure body) {
        build.page.badges.add([text: options.text, link: options.link])
        return null
    }

    Object step_stash(Map options, Closure body) {
        return once('stash') { publishers.stash(options) }
    }

    Object step_unstash(Map options, Closure body) {
        return once('unstash') { publishers.unstash((options.name ?: options.value) as String) }
    }

    Object step_input(Map options, Closure body) {
        String id = (options.id as String).capitalize()
        List submitters = options.submitter ? (options.submitter as String).split(',')*.trim() : []
        return build.journal.step('input') { Map state, Closure save ->
            Map question = [id: id, message: options.message, submitters: submitters, parameters: options.parameters*.name]
            question.onAgent = build.context.agent != null
            if (state == null) {
                build.log("${options.message}\n${options.ok ?: 'Proceed'} or Abort\n")
                build.page.questions.add(question)
                save.call([asked: true])
            }
            Commands.QUESTIONS.put(id, question)
            build.save(true)
            Build.emit([event: 'input'] + question)
            try {
                return answerTo(options, build.interruptions.await { question.answer } as Map)
            } finally {
                Commands.QUESTIONS.remove(id)
            }
        }
    }

    private Object answerTo(Map options, Map answer) {
        if (!answer.proceed) {
            build.log("Rejected by ${answer.user}\n")
            throw new FlowInterruptedException('ABORTED', [new Rejection(answer.user as String)])
        }
        build.log("Approved by ${answer.user}\n")
        Map values = [:]
        options.parameters.each { values[it.name] = answer.parameters?.get(it.name) ?: it.defaultValue }
        if (options.submitterParameter) {
            values[options.submitterParameter] = answer.user
        }
        return values.size() == 1 ? values.values().first() : values ?: null
    }

}
