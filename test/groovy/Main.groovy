/*
 * Executes a real Jenkinsfile and a real shared library with Groovy 4, as one build of one job of a Jenkins that cannot be
 * had here. Steps do real work: `sh` runs a shell, `checkout` is git, `junit` reads the XML. Used by test/groovy/pipeline-build.ts.
 *
 * What it copies, from the sources of Jenkins as of November 2026 and their documentation:
 * - workflow-durable-task-step and durable-task: `sh` outlives the controller (script, log and result lie in a control
 *   directory beside the workspace; the wrapper writes the result even when nobody watches) and is found again after a
 *   restart; `-xe` unless the script names its interpreter; on an interruption "Sending interrupt signal to process", the
 *   processes that carry the step's cookie get SIGTERM, children first, and the step fails after 20 s whatever they do.
 *   Nothing is ever sent SIGKILL (core's ProcessTree does not either).
 * - workflow-api: FlowInterruptedException with its causes, once for the step that runs; what follows in `catch`, `finally`
 *   and `post` runs as usual. workflow-basic-steps: `timeout` keeps its deadline through restarts.
 * - core: a result never improves; pipeline-model-definition: sections, `when` (not before the agent, unless asked; ant globs
 *   for `changeset`, names of causes for `triggeredBy`), post conditions in their order, stages after a failure skipped, checkout
 *   at the entry of an agent; what a push changed is unknown until then.
 * - pipeline-input-step: ids start with a capital, only submitters may answer, `submitterParameter`; it holds no agent of its own.
 * - pipeline-groovy-lib: `vars` as global variables and steps, `src` on the class path, `@Library`, `library` with `legacySCM` and
 *   `libraryPath`, `..` refused. A step whose plugin is absent is a NoSuchMethodError.
 * - workflow-cps: an agent's steps need an agent. A restarted controller goes on at the step that ran: CPS stores the program's
 *   state; here the script is executed again and every finished step answers with what it gave before (journal.jsonl), which comes to
 *   the same for code whose only way to the outside are steps.
 *
 * What it does not copy: the sandbox and its lists of what may be called; CPS itself, so that a variable that Jenkins
 * could not store, or a step called from @NonCPS code, is not noticed (classes of libraries have to be Serializable, which is checked);
 * remote agents, more than one executor, queues; `parallel`, `matrix`, `tools`, `build`; containers (`docker.image(…).inside`
 * runs its body on the agent and notes the image); a controller's settings and permissions beyond what is said above.
 */
import groovy.json.JsonSlurper
import harness.Build

Build build = new Build(new JsonSlurper().parse(new File(args[0]), 'UTF-8') as Map)
build.perform()
System.out.flush()
// Threads that wait for commands do not keep a finished build alive.
Runtime.runtime.halt(0)
