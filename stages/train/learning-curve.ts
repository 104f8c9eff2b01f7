import { join } from 'node:path';
import type { BlobRef } from '../../pipeline/contracts/artifact.ts';
import type { TrainingReport } from '../../pipeline/contracts/data-reports.ts';
import type { StageContext, StageProgress } from '../../pipeline/contracts/stage.ts';
import type { TrainJob } from '../../pipeline/contracts/trainer.ts';
import type { TrainPlaces } from './job.ts';
import { shareOf } from './share.ts';
import { keptValidationLoss, readTrainingReport } from './training-report.ts';

/** Shares of the training records that are trained on beside all of them. */
export const CURVE_SHARES = [0.25, 0.5] as const;

type CurvePoint = NonNullable<TrainingReport['learning_curve']>[number];

/**
 * Trains on a quarter and on half of the records with the same settings, and tells how good each is on the validation records: whether
 * more records would help.
 * @param whole the training on all records; nothing where it has no validation loss, since then there is nothing to compare
 */
export async function learningCurve(
  {
    train,
    places,
    job,
  }: {
    readonly train: BlobRef;
    readonly places: TrainPlaces;
    job(places: TrainPlaces, records: number): TrainJob;
  },
  whole: TrainingReport,
  records: number,
  context: StageContext,
  onProgress: (progress: StageProgress) => void,
): Promise<readonly CurvePoint[]> {
  const loss = keptValidationLoss(whole);
  if (loss === null) return [];
  const points: CurvePoint[] = [];
  let done = 0;
  const all = CURVE_SHARES.reduce((sum, share) => sum + share, 0);
  for (const share of CURVE_SHARES) {
    const part = await shareOf(train, share, context);
    if (part.records === 0) continue;
    const name = `curve-${100 * share}`;
    const own = {
      ...places,
      workDir: join(context.workDir, name),
      outDir: join(context.workDir, `${name}-adapter`),
      trainRecords: await context.artifacts.localFile(part.blob),
    };
    const before = done;
    await context.model.run(job(own, part.records), {
      onProgress: (progress) =>
        onProgress({ ...progress, percent: (100 * before + share * progress.percent) / all }),
      signal: context.signal,
    });
    const found = keptValidationLoss(await readTrainingReport(own.outDir));
    if (found !== null) points.push({ share, records: part.records, validation_loss: found });
    done += share;
  }
  return [...points, { share: 1, records, validation_loss: loss }];
}
