import { z } from 'zod';
import { type Pool, STAGE_NAMES } from '../contracts/names.ts';

/**
 * The message that moves a run: "perform this stage of this run". Ids only; everything else is read
 * from the database by whoever performs it. Parsed again when it arrives, for anybody can write to a queue.
 */
export const stageJobSchema = z.strictObject({
  runId: z.string().regex(/^run_[0-9a-z]{26}$/),
  stage: z.enum(STAGE_NAMES),
  generation: z.number().int().min(1),
});
export type StageJob = z.infer<typeof stageJobSchema>;

/** "Make this part of a stage of this run": the other kind, for whoever has a thread free. */
export const partJobSchema = z.strictObject({
  runId: z.string().regex(/^run_[0-9a-z]{26}$/),
  /** Stage key of the part. */
  part: z.string().regex(/^[0-9a-f]{64}$/),
  generation: z.number().int().min(1),
});
export type PartJob = z.infer<typeof partJobSchema>;

/** "Carry this notice to this target": what was asked for anew, by a replay, is another round. */
export const noticeJobSchema = z.strictObject({
  notice: z.string().regex(/^ntc_[0-9a-z]{26}$/),
  target: z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/),
  round: z.number().int().min(1),
});
export type NoticeJob = z.infer<typeof noticeJobSchema>;

/** A queue for each pool, so that model work never keeps cheap stages waiting; and one for what waits for others' servers. */
export function queueName(namespace: string, pool: Pool | 'notices'): string {
  return `${namespace}-${pool}`;
}

/** The queue of tasks, which are of no pool. */
export function taskQueueName(namespace: string): string {
  return `${namespace}-tasks`;
}

/** Unique per generation: a run that is queued anew never meets its own old jobs. (No `:`; BullMQ reserves it.) */
export function jobId(job: StageJob): string {
  return `${job.runId}-${job.generation}-${job.stage}`;
}

/** The same part is queued once a generation, however often it is asked for. */
export function partJobId({ runId, generation, part }: PartJob): string {
  return `${runId}-${generation}-part-${part}`;
}

/** A delivery is in the queue once a round, however often it is offered. */
export function noticeJobId({ notice, target, round }: NoticeJob): string {
  return `${notice}-${target}-${round}`;
}
