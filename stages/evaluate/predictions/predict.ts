import { join } from 'node:path';
import type { BlobRef } from '../../../pipeline/contracts/artifact.ts';
import type { BaseModel } from '../../../pipeline/contracts/base.ts';
import type { SystemId } from '../../../pipeline/contracts/names.ts';
import type { StageContext, StageProgress } from '../../../pipeline/contracts/stage.ts';
import type { System } from '../systems.ts';

/** The test records and the names they have, in order. */
export interface TestSet {
  readonly blob: BlobRef;
  readonly ids: readonly string[];
}

/** Tokens beyond which a test record is cut, so that one monstrous record cannot take all memory. */
const LONGEST_RECORD = 4096;

/** Tokens a record may have here: in service nobody cuts at the length that sufficed for training. */
export function maxLengthOf(base: Pick<BaseModel, 'contextLength'>): number {
  return Math.min(LONGEST_RECORD, base.contextLength);
}

/**
 * Runs one trainer job that lets every system answer every record by the likelihood of each label.
 * @param systems at least one; all with the same base, prompt and labels
 * @returns each system's predictions file
 * Errors: those of the trainer.
 */
export async function predict(
  systems: readonly System[],
  test: TestSet,
  context: StageContext,
  onProgress: (progress: StageProgress) => void,
): Promise<ReadonlyMap<SystemId, string>> {
  const { base, task } = systems[0]!;
  const place = join(context.workDir, `predict-${systems.map(({ id }) => id).join('-')}`);
  const outDir = join(place, 'out');
  const adapters = await Promise.all(
    systems.map(({ adapter }) => (adapter ? context.artifacts.localTree(adapter) : null)),
  );
  await context.model.run(
    {
      verb: 'predict',
      base_dir: base.directory,
      work_dir: join(place, 'work'),
      out_dir: outDir,
      records: await context.artifacts.localFile(test.blob),
      labels: task.labels,
      prompt: task.prompt,
      chat_format: base.chatFormat,
      mode: 'likelihood',
      systems: systems.map(({ id }, i) => ({ id, adapter_dir: adapters[i]! })),
      max_length: maxLengthOf(base),
      batch_size: 'auto',
      // Likelihoods draw nothing at random.
      seed: 0,
    },
    { onProgress, signal: context.signal },
  );
  return new Map(systems.map(({ id }) => [id, join(outDir, `${id}.predictions.arrow`)]));
}
