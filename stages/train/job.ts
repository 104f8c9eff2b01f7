import type { BaseModel } from '../../pipeline/contracts/base.ts';
import type { TaskDescription } from '../../pipeline/contracts/record.ts';
import { TASKS } from '../../pipeline/contracts/tasks.ts';
import type { TrainJob } from '../../pipeline/contracts/trainer.ts';
import { AVERAGE_FROM } from './auto/averaging.ts';
import type { TrainSettings } from './settings.ts';

/** Paths on this machine that a training job works with. */
export interface TrainPlaces {
  readonly workDir: string;
  readonly outDir: string;
  readonly trainRecords: string;
  /** null: nothing to validate on. */
  readonly validationRecords: string | null;
}

/** Seconds of training that a killed process may lose. */
const CHECKPOINT_EVERY_SECONDS = 60;

/** The trainer's job for these settings; `records` is the number of training records. */
export function trainJob(
  settings: TrainSettings,
  base: BaseModel,
  task: TaskDescription,
  places: TrainPlaces,
  records: number,
): TrainJob {
  return {
    verb: 'train',
    base_id: base.id,
    base_dir: base.directory,
    work_dir: places.workDir,
    out_dir: places.outDir,
    train_records: places.trainRecords,
    validation_records: places.validationRecords,
    labels: TASKS[task.kind].mode === 'likelihood' ? task.labels : null,
    prompt: task.prompt,
    chat_format: base.chatFormat,
    ...trained(settings),
    preference:
      settings.objective === 'preference' ? { beta: settings.beta!, sft_weight: settings.sft_weight! } : null,
    epochs: settings.epochs,
    max_steps: null,
    batch_size: settings.batch_size,
    gradient_accumulation: settings.gradient_accumulation,
    learning_rate: settings.learning_rate,
    warmup_ratio: settings.warmup_ratio,
    schedule: settings.schedule,
    weight_decay: 0,
    max_grad_norm: 1,
    max_length: settings.max_length,
    seed: settings.seed,
    checkpoint_every_seconds: CHECKPOINT_EVERY_SECONDS,
    evaluate_every: evaluateEvery(settings, records),
    keep: places.validationRecords === null ? 'last' : 'best',
    average_from: settings.weight_averaging ? AVERAGE_FROM : null,
    packing: settings.packing,
  };
}

/** What is trained, and how the base is held meanwhile. */
function trained({
  method,
  rank,
  alpha,
  dropout,
  virtual_tokens,
}: TrainSettings): Pick<TrainJob, 'lora' | 'prompt_tuning' | 'quantisation'> {
  if (method === 'prompt_tuning') {
    return { lora: null, prompt_tuning: { virtual_tokens: virtual_tokens! }, quantisation: null };
  }
  return {
    lora: {
      rank: rank!,
      alpha: alpha!,
      dropout: dropout!,
      target: 'all-linear',
      rslora: method === 'rslora',
      dora: method === 'dora',
    },
    prompt_tuning: null,
    quantisation: method === 'qlora' ? 'nf4' : null,
  };
}

/** After each epoch; where there is hardly more than one, also half-way, so that there is a curve to look at. */
function evaluateEvery(settings: TrainSettings, records: number): 'epoch' | number {
  if (settings.epochs >= 2) return 'epoch';
  const stepsInAll = Math.ceil(
    (settings.epochs * records) / (settings.batch_size * settings.gradient_accumulation),
  );
  return Math.max(1, Math.ceil(stepsInAll / 2));
}
