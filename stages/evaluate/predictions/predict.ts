import { join } from 'node:path';
import type { BlobRef } from '../../../pipeline/contracts/artifact.ts';
import { TouchstoneError } from '../../../pipeline/contracts/errors/error.ts';
import type { StageContext, StageProgress } from '../../../pipeline/contracts/stage.ts';
import type { PredictJob } from '../../../pipeline/contracts/trainer.ts';
import type { AnsweringId, AskedTask, System } from '../systems.ts';

/** The test records and the names they have, in order. */
export interface TestSet {
  readonly blob: BlobRef;
  readonly ids: readonly string[];
}

export interface Predicted {
  /** Each system's predictions file. */
  readonly files: ReadonlyMap<AnsweringId, string>;
  /** Test records that were cut. */
  readonly truncated: number;
}

/**
 * Runs one trainer job that lets every system answer every record: by the likelihood of each label, or in writing.
 * @param systems at least one; all with the same base, prompt and labels
 * Errors: those of the trainer; `TRAINER_OUTPUT` where its result does not say how many records it cut.
 */
export async function predict(
  systems: readonly System[],
  test: TestSet,
  context: StageContext,
  onProgress: (progress: StageProgress) => void,
): Promise<Predicted> {
  const { base, task, maxLength } = systems[0]!;
  // The test's digest keeps jobs on different records apart: what one left off is no beginning of another.
  const name = [...systems.map(({ id }) => id), test.blob.digest.slice(0, 12)].join('-');
  const place = join(context.workDir, `predict-${name}`);
  const outDir = join(place, 'out');
  const adapters = await Promise.all(
    systems.map(({ adapter }) => (adapter ? context.artifacts.localTree(adapter) : null)),
  );
  const { truncated_records: truncated } = await context.model.run(
    {
      verb: 'predict',
      base_dir: base.directory,
      work_dir: join(place, 'work'),
      out_dir: outDir,
      records: await context.artifacts.localFile(test.blob),
      prompt: task.prompt,
      chat_format: base.chatFormat,
      ...answering(task),
      systems: await Promise.all(
        systems.map(async ({ id, learnsFrom }, i) => ({
          id,
          adapter_dir: adapters[i]!,
          ...(learnsFrom && { learns_from: await context.artifacts.localFile(learnsFrom) }),
        })),
      ),
      max_length: maxLength,
      batch_size: 'auto',
      // Likelihoods draw nothing at random, and neither does writing the likeliest token.
      seed: 0,
    },
    { onProgress, signal: context.signal },
  );
  if (typeof truncated !== 'number') {
    throw new TouchstoneError('TRAINER_OUTPUT', {
      params: { file: 'result', detail: 'no truncated_records' },
    });
  }
  const file = ({ id }: System): [AnsweringId, string] => [id, join(outDir, `${id}.predictions.arrow`)];
  return { files: new Map(systems.map(file)), truncated };
}

function answering({
  labels,
  answer_tokens: tokens,
  pairs,
}: AskedTask): Pick<PredictJob, 'labels' | 'mode' | 'generate'> {
  if (pairs) return { labels: null, mode: 'pairs' };
  if (tokens === undefined) return { labels, mode: 'likelihood' };
  return { labels: null, mode: 'generate', generate: { max_new_tokens: tokens } };
}
