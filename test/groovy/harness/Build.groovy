package harness

import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import org.codehaus.groovy.runtime.StackTraceUtils
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException

/** One build of a job: its directory, its log, its result, and what its page shows. */
class Build {

    static final List<String> RESULTS = ['SUCCESS', 'UNSTABLE', 'FAILURE', 'NOT_BUILT', 'ABORTED']

    final Map settings
    final File directory
    final File workspace
    final Journal journal
    final Interruptions interruptions = new Interruptions()
    final Stages stages
    final Libraries libraries
    final Steps steps
    final Scm scm
    final Context context
    final List<String> secrets = []
    /** What goes into build.json beside result and stages. */
    final Map page = [badges: [], artifacts: [], html: [], junit: null, images: [], agents: [], questions: [], properties: []]
    String result
    String description

    private final OutputStream logFile

    Build(Map settings) {
        this.settings = settings
        File job = new File(settings.home as String, "jobs/${settings.job}")
        directory = new File(job, "builds/${settings.number}")
        directory.mkdirs()
        workspace = new File(settings.home as String, "workspace/${settings.job}")
        logFile = new FileOutputStream(new File(directory, 'log'), true)
        journal = new Journal(new File(directory, 'journal.jsonl'))
        context = new Context(this)
        stages = new Stages(this)
        scm = new Scm(this)
        libraries = new Libraries(this)
        steps = new Steps(this)
    }

    /** Executes the script to its end. */
    void perform() {
        new Commands(this).listen()
        if (journal.replaying) {
            log("Resuming build at ${new Date()} after Jenkins restart\n")
        }
        save(true)
        try {
            libraries.run(scm.script())
        } catch (FlowInterruptedException interruption) {
            worsen(interruption.result)
            log("${interruption.message}\n")
        } catch (Throwable failure) {
            worsen('FAILURE')
            tell(failure)
        }
        worsen('SUCCESS')
        log("Finished: ${result}\n")
        save(false)
        emit(event: 'end', result: result)
    }

    /** A result can only get worse. */
    void worsen(String to) {
        if (result == null || RESULTS.indexOf(to) > RESULTS.indexOf(result)) {
            result = to
        }
    }

    /** Writes to the console, secrets masked. */
    void log(String text) {
        String masked = secrets.inject(text) { String sum, String secret -> secret ? sum.replace(secret, '****') : sum }
        synchronized (logFile) {
            logFile.write(masked.getBytes('UTF-8'))
            logFile.flush()
        }
        emit(event: 'log', text: masked)
    }

    /** A line of the console that says which step runs; not again when a finished step is only remembered. */
    void announce(String step) {
        if (!journal.replaying) {
            log("[Pipeline] ${step}\n")
        }
    }

    void tell(Throwable failure) {
        if (failure instanceof hudson.AbortException) {
            log("ERROR: ${failure.message}\n")
        } else {
            StringWriter trace = new StringWriter()
            StackTraceUtils.deepSanitize(failure).printStackTrace(new PrintWriter(trace))
            log(trace.toString().readLines().take(30).join('\n') + '\n')
        }
    }

    /** Tells whoever started this process, as one line of JSON. */
    static synchronized void emit(Map event) {
        System.out.println(JsonOutput.toJson(event))
        System.out.flush()
    }

    /** What the build's page shows, where whoever looks at it finds it. */
    void save(boolean building) {
        Map shown = [
            number: settings.number, building: building, result: result, description: description,
            causes: settings.causes, parameters: context.parameters, commit: scm.commit, stages: stages.list,
        ] + page
        File file = new File(directory, 'build.json')
        File whole = new File(directory, 'build.json.new')
        whole.setText(JsonOutput.prettyPrint(JsonOutput.toJson(shown)), 'UTF-8')
        whole.renameTo(file)
    }

    /** The page of an earlier build; null where there is none. */
    Map earlier(int number) {
        File file = new File(directory.parentFile, "${number}/build.json")
        return file.exists() ? new JsonSlurper().parse(file, 'UTF-8') as Map : null
    }

}
