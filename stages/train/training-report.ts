import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { OBJECTIVES, type TrainingReport } from '../../pipeline/contracts/data-reports.ts';
import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import { trainingFitSchema } from '../../pipeline/contracts/fit.ts';
import { METHOD_NAMES } from '../../pipeline/contracts/methods.ts';

/** What the trainer leaves beside the adapter; it is an output of its own and no part of the adapter. */
export const TRAINING_FILE = 'training.json';

const count = z.number().int().min(0);
const loss = z.object({
  step: count,
  epoch: z.number().min(0),
  train_loss: z.number().nullable(),
  validation_loss: z.number().nullable().optional(),
  validation_margin: z.number().optional(),
  validation_pair_accuracy: z.number().optional(),
  learning_rate: z.number().nullable(),
});
const schema = z.looseObject({
  objective: z.enum(OBJECTIVES).optional(),
  method: z.enum(METHOD_NAMES).optional(),
  steps: count,
  epochs: z.number().min(0),
  seconds: z.number().min(0),
  tokens: count,
  tokens_per_second: z.number().min(0),
  peak_rss_bytes: count,
  peak_device_bytes: count.nullable().optional(),
  fit: trainingFitSchema.optional(),
  best_step: count.nullable(),
  losses: z.array(loss),
  device: z
    .object({ kind: z.string(), name: z.string() })
    .transform(({ kind, name }) => (name === '' ? kind : `${kind} (${name})`)),
  dtype: z.string(),
  threads: count,
  truncated_records: count,
  trainable_parameters: count,
  versions: z.record(z.string(), z.string()),
});

/**
 * The report of a finished training, read from the directory that the trainer wrote.
 * Errors: `TRAINER_OUTPUT` where it is missing or of another shape.
 */
export async function readTrainingReport(outDir: string): Promise<TrainingReport> {
  try {
    // The schema keeps the fields that it does not know; the cast only names its type.
    return schema.parse(JSON.parse(await readFile(join(outDir, TRAINING_FILE), 'utf8'))) as TrainingReport;
  } catch (cause) {
    const detail = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new TouchstoneError('TRAINER_OUTPUT', { params: { file: TRAINING_FILE, detail }, cause });
  }
}

/** Validation loss of the weights that were kept: at the best step, else the last one measured; null for none. */
export function keptValidationLoss({ best_step, losses }: TrainingReport): number | null {
  const measured = losses.filter((point) => typeof point.validation_loss === 'number');
  const kept = measured.find((point) => point.step === best_step) ?? measured.at(-1);
  return kept?.validation_loss ?? null;
}
