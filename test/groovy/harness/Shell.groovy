package harness

import hudson.AbortException
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException

/** `sh`: a shell script that goes on without us, and is found again by its control directory. */
class Shell {

    private static final long STOP_MILLIS = 20_000

    private final Build build
    private final File control
    private final String cookie

    private Shell(Build build, File control) {
        this.build = build
        this.control = control
        this.cookie = "durable-${control.name}"
    }

    /** Starts a script, or finds the one that a controller before us started; waits for its end. */
    static Object run(Build build, Map options, Map state, Closure save) {
        String control = state?.control
        Shell shell
        if (control == null) {
            File temporary = new File("${build.workspace.path}@tmp")
            shell = new Shell(build, new File(temporary, "durable-${UUID.randomUUID().toString().take(8)}"))
            shell.start(options)
            save.call([control: shell.control.path])
        } else {
            shell = new Shell(build, new File(control))
        }
        return shell.join(options)
    }

    private void start(Map options) {
        control.mkdirs()
        String text = options.script as String
        File script = new File(control, 'script.sh')
        script.setText(text, 'UTF-8')
        script.executable = true
        String command = text.startsWith('#!') ? "'${script.path}'" : "sh -xe '${script.path}'"
        String output = options.returnStdout ? 'output.txt' : 'jenkins-log.txt'
        String errors = options.returnStdout ? '2> jenkins-log.txt' : '2>&1'
        // The wrapper does not carry the step's cookie, so that it is there to write down how the script ended.
        String wrapper = "cd '${control.path}'; (cd '${build.context.here().path}'; exec env JENKINS_SERVER_COOKIE='${cookie}' " +
            "${command}) > ${output} ${errors}; echo \$? > jenkins-result.tmp; mv jenkins-result.tmp jenkins-result.txt"
        new File(control, 'jenkins-log.txt').createNewFile()
        ProcessBuilder process = new ProcessBuilder('setsid', 'nohup', 'sh', '-c', wrapper)
        process.environment().put('JENKINS_SERVER_COOKIE', 'please-do-not-kill-me')
        process.environment().putAll(build.context.environment())
        process.redirectInput(ProcessBuilder.Redirect.from(new File('/dev/null')))
        process.redirectOutput(new File(control, 'wrapper.txt'))
        process.redirectErrorStream(true)
        process.start()
    }

    private Object join(Map options) {
        int status
        try {
            status = build.interruptions.await { look() } as int
        } catch (FlowInterruptedException interruption) {
            stop()
            throw interruption
        }
        String output = options.returnStdout ? new File(control, 'output.txt').getText('UTF-8') : null
        control.deleteDir()
        if (options.returnStatus) {
            return status
        }
        if (status != 0) {
            throw new AbortException("script returned exit code ${status}")
        }
        return output
    }

    /** Passes on what the script wrote since, and gives its exit status once it has ended. */
    private Integer look() {
        File result = new File(control, 'jenkins-result.txt')
        boolean ended = result.exists()
        File log = new File(control, 'jenkins-log.txt')
        File mark = new File(control, 'read')
        int from = mark.exists() ? mark.getText('UTF-8') as int : 0
        byte[] bytes = log.bytes
        int to = ended ? bytes.length : lineEnd(bytes)
        if (to > from) {
            mark.setText("${to}", 'UTF-8')
            build.log(new String(bytes, from, to - from, 'UTF-8'))
        }
        return ended ? result.getText('UTF-8').trim() as Integer : null
    }

    private static int lineEnd(byte[] bytes) {
        for (int at = bytes.length; at > 0; at--) {
            if (bytes[at - 1] == (byte) 10) {
                return at
            }
        }
        return 0
    }

    private void stop() {
        build.log('Sending interrupt signal to process\n')
        Thread.startDaemon('kill') { new ProcessTree().terminate(cookie) }
        long deadline = System.currentTimeMillis() + STOP_MILLIS
        while (look() == null) {
            if (System.currentTimeMillis() > deadline) {
                build.log("After ${STOP_MILLIS.intdiv(1000)}s process did not stop\n")
                return
            }
            Thread.sleep(50)
        }
        control.deleteDir()
    }

}
