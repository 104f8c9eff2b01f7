import { type PairRecords, pairRecords } from '../../../datasets/tasks/pair-records.ts';
import type { BlobRef } from '../../../pipeline/contracts/artifact.ts';
import type { TaskDescription } from '../../../pipeline/contracts/record.ts';
import type { StageContext, StageProgress } from '../../../pipeline/contracts/stage.ts';
import { collectPredictions } from '../predictions/collect.ts';
import type { System } from '../systems.ts';

/** Pairs of answers, and what base and tuned model said of them. */
export interface AskedPairs extends Pick<PairRecords, 'ids' | 'of'> {
  readonly base: Uint8Array;
  readonly tuned: Uint8Array;
}

/** Has base and tuned model score the test's pairs of answers; null where the dataset is not one of pairs, or the test has none. */
export async function askPairs(
  systems: readonly System[],
  task: TaskDescription,
  test: BlobRef,
  context: StageContext,
  onProgress: (progress: StageProgress) => void,
): Promise<AskedPairs | null> {
  if (task.preference === undefined || task.answer_tokens === undefined) return null;
  const { blob, ids, of } = await pairRecords(test, context);
  if (ids.length === 0) return null;
  const asked = systems
    .filter(({ id }) => id === 'base' || id === 'tuned')
    .map((system) => ({ ...system, task: { labels: [], prompt: task.prompt, pairs: true as const } }));
  const collected = await collectPredictions(asked, { blob, ids }, context, onProgress);
  const read = (id: 'base' | 'tuned') => context.artifacts.readBytes(collected.get(id)!.predictions.digest);
  return { ids, of, base: await read('base'), tuned: await read('tuned') };
}
