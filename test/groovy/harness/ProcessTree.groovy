package harness

/** The processes of this machine, for those that carry a cookie in their environment. Linux only. */
class ProcessTree {

    /** How long a process may take to end, before those that hold it are told as well. */
    private static final long SOFT_KILL_MILLIS = 120_000

    /** Sends SIGTERM to every process with the cookie, children before parents, each waited for. */
    void terminate(String cookie) {
        long deadline = System.currentTimeMillis() + SOFT_KILL_MILLIS
        new File('/proc').eachDirMatch(~/\d+/) { File process ->
            if (carries(process, cookie)) {
                end(ProcessHandle.of(process.name as long).orElse(null), deadline)
            }
        }
    }

    private static boolean carries(File process, String cookie) {
        try {
            return new File(process, 'environ').getText('UTF-8').split('\0').contains("JENKINS_SERVER_COOKIE=${cookie}".toString())
        } catch (IOException gone) {
            return false
        }
    }

    private void end(ProcessHandle process, long deadline) {
        if (process == null) {
            return
        }
        process.children().each { end(it, deadline) }
        process.destroy()
        while (process.isAlive() && System.currentTimeMillis() < deadline) {
            Thread.sleep(20)
        }
    }

}
