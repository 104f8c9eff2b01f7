import { partJobSchema } from '../queue/catalog.ts';
import type { JobOutcome } from '../queue/job-outcome.ts';
import type { EngineParts } from './engine-parts.ts';
import { performPartJob } from './parts/perform-part.ts';
import { performStage } from './perform-stage.ts';

/** Performs what the queue brought: a stage of a run, or a part of one. What is neither fails visibly, as a stage. */
export async function performJob(
  parts: EngineParts,
  payload: unknown,
  failures: number,
): Promise<JobOutcome> {
  const part = partJobSchema.safeParse(payload);
  return part.success ? performPartJob(parts, part.data) : performStage(parts, payload, failures);
}
