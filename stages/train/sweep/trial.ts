import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobRef, TreeRef } from '../../../pipeline/contracts/artifact.ts';
import type { BaseModel } from '../../../pipeline/contracts/base.ts';
import { TouchstoneError } from '../../../pipeline/contracts/errors/error.ts';
import { putJson } from '../../../pipeline/contracts/json-artifact.ts';
import type { TaskDescription } from '../../../pipeline/contracts/record.ts';
import type { StageContext, StageProgress } from '../../../pipeline/contracts/stage.ts';
import { storeAdapter } from '../adapter.ts';
import { type TrainPlaces, trainJob } from '../job.ts';
import type { TrainSettings } from '../settings.ts';
import { keptValidationLoss, readTrainingReport } from '../training-report.ts';

/** Raise it when the same trial would end otherwise. */
const TRIAL_VERSION = 1;

/** What all trials of a search share. */
export interface Ground {
  readonly base: BaseModel;
  readonly task: TaskDescription;
  readonly validation: BlobRef;
  readonly places: TrainPlaces;
  readonly context: StageContext;
}

/** The records of a round. */
export interface Part {
  readonly share: number;
  readonly blob: BlobRef;
  readonly records: number;
}

/** How a trial ended; the model of one on all records is kept, as its result may be. */
export interface Tried {
  /** null: it diverged. */
  readonly loss: number | null;
  readonly seconds: number;
  readonly adapter: TreeRef | null;
  readonly training: BlobRef | null;
}

/**
 * Trains one candidate on the records of a round. Memoised by what it is made of: a search that was interrupted goes on where it
 * was, in the middle of a trial from its checkpoint. Errors: those of training but that it diverged.
 */
export async function tryOut(
  settings: TrainSettings,
  part: Part,
  { base, task, validation, places, context }: Ground,
  onProgress: (progress: StageProgress) => void,
  signal: AbortSignal,
): Promise<Tried> {
  const made = {
    records: part.blob.digest,
    validation: validation.digest,
    base: base.digest,
    task,
    settings,
  };
  const { outputs, summary } = await context.remember('train/trial', TRIAL_VERSION, made, async () => {
    const name = join(context.workDir, `trial-${part.share}-${nameOf(settings)}`);
    const own = {
      ...places,
      workDir: name,
      outDir: `${name}-adapter`,
      trainRecords: await context.artifacts.localFile(part.blob),
    };
    const job = trainJob(settings, base, task, own, part.records);
    try {
      await context.model.run(job, { onProgress, signal });
    } catch (error) {
      if (!(error instanceof TouchstoneError && error.code === 'TRAINER_DIVERGED')) throw error;
      return { outputs: {}, summary: { loss: null, seconds: 0 } };
    }
    const report = await readTrainingReport(own.outDir);
    const facts = { loss: keptValidationLoss(report), seconds: report.seconds };
    const { artifacts } = context;
    const kept =
      part.share === 1
        ? { adapter: await storeAdapter(artifacts, own.outDir), training: await putJson(artifacts, report) }
        : {};
    for (const place of [own.workDir, own.outDir]) await rm(place, { recursive: true, force: true });
    return { outputs: kept, summary: facts };
  });
  const { adapter = null, training = null } = outputs;
  const { loss, seconds } = summary as unknown as Pick<Tried, 'loss' | 'seconds'>;
  return { loss, seconds, adapter: adapter as TreeRef | null, training: training as BlobRef | null };
}

/** The same for every attempt, so that a checkpoint is found again. */
function nameOf({ learning_rate: rate, epochs, batch_size: batch, rank, dropout }: TrainSettings): string {
  return [rate, epochs, batch, rank, dropout].join('-');
}
