import { TouchstoneError } from '../contracts/errors/error.ts';
import type { JobOutcome } from '../queue/job-outcome.ts';

/** Performs a job; what it could not even write down is tried again. */
export async function performSafely(
  perform: () => Promise<JobOutcome>,
  log: (line: string) => void,
): Promise<JobOutcome> {
  try {
    return await perform();
  } catch (error) {
    // The database itself failed us: the job stays in the queue, and the reconciler watches over what it was for.
    log(`worker: ${TouchstoneError.from(error).message}`);
    return { kind: 'later', waitSeconds: 5 };
  }
}
