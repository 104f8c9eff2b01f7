import { z } from 'zod';
import { type Pool, STAGE_NAMES } from '../contracts/names.ts';

/**
 * The one kind of message that the queue carries: "perform this stage of this run". Ids only; everything else is read
 * from the database by whoever performs it. Parsed again when it arrives, for anybody can write to a queue.
 */
export const stageJobSchema = z.strictObject({
  runId: z.string().regex(/^run_[0-9a-z]{26}$/),
  stage: z.enum(STAGE_NAMES),
  generation: z.number().int().min(1),
});
export type StageJob = z.infer<typeof stageJobSchema>;

/** A queue for each pool, so that model work never keeps cheap stages waiting. */
export function queueName(namespace: string, pool: Pool): string {
  return `${namespace}-${pool}`;
}

/** Unique per generation: a run that is queued anew never meets its own old jobs. (No `:`; BullMQ reserves it.) */
export function jobId(job: StageJob): string {
  return `${job.runId}-${job.generation}-${job.stage}`;
}
