import { z } from 'zod';
import { TouchstoneError } from '../contracts/errors/error.ts';
import { ERRORS, type ErrorCode } from '../contracts/errors/table.ts';
import { fitText, gib, trainingFitSchema } from '../contracts/fit.ts';
import type { StageProgress } from '../contracts/stage.ts';
import { TRAINER_EXIT } from '../contracts/trainer.ts';

const finite = z.number().finite();

/** Lines that the trainer prints; other events are for the log. */
export const trainerEventSchema = z.discriminatedUnion('event', [
  z.looseObject({
    event: z.literal('progress'),
    stage: z.string(),
    percent: finite,
    eta_seconds: finite.optional(),
    loss: finite.optional(),
    tokens_per_second: finite.optional(),
    records_per_second: finite.optional(),
  }),
  z.looseObject({
    event: z.literal('error'),
    code: z.string(),
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
  z.looseObject({
    event: z.literal('resumed'),
    step: z.number().int().min(0),
    total: z.number().int().positive(),
  }),
  z.looseObject({ event: z.literal('fit'), ...trainingFitSchema.shape }),
  z.looseObject({ event: z.literal('result') }),
]);
export type TrainerEvent = z.infer<typeof trainerEventSchema>;

/** The share of the whole command that a phase's percent stands for: what comes before the work itself is short beside it. */
const PHASES: Readonly<Record<string, readonly [from: number, to: number]>> = {
  load: [0, 5],
  reference: [5, 5],
  train: [5, 100],
  predict: [5, 100],
  base: [0, 100],
  export: [0, 100],
};

/** What an event tells people of the work's progress; null: nothing. */
export function progressOf(event: TrainerEvent): StageProgress | null {
  switch (event.event) {
    case 'progress':
      return stepProgress(event);
    case 'resumed':
      return resumedProgress(event);
    case 'fit':
      return { percent: PHASES.train![0], message: fitText(event), lasting: true };
    default:
      return null;
  }
}

/** Null for phases inside another one (validation in mid-training), which must not move its percent. */
function stepProgress(event: Extract<TrainerEvent, { event: 'progress' }>): StageProgress | null {
  const phase = PHASES[event.stage];
  if (phase === undefined) return null;
  const [from, to] = phase;
  return {
    percent: from + ((to - from) * Math.min(Math.max(event.percent, 0), 100)) / 100,
    ...(event.eta_seconds === undefined ? {} : { etaSeconds: event.eta_seconds }),
    ...(event.loss === undefined ? {} : { loss: event.loss }),
    ...(event.tokens_per_second === undefined ? {} : { tokensPerSecond: event.tokens_per_second }),
    ...(event.records_per_second === undefined ? {} : { recordsPerSecond: event.records_per_second }),
  };
}

/** Training went on from a checkpoint. */
function resumedProgress({ step, total }: Extract<TrainerEvent, { event: 'resumed' }>): StageProgress {
  const [from, to] = PHASES.train!;
  return {
    percent: from + ((to - from) * step) / total,
    message: {
      en: `Training goes on from its checkpoint: step ${step} of ${total}`,
      'zh-TW': `從檢查點繼續訓練：第 ${step} 步，共 ${total} 步`,
    },
  };
}

type Failure = Extract<TrainerEvent, { event: 'error' }>;

/** What a command that did not end with 0 means: its own code where we know it, else what its exit status says. */
export function errorOf(
  status: number | null,
  signal: string | null,
  failure: Failure | null,
  log: string,
): TouchstoneError {
  const detail = failure?.message ?? lastLine(log);
  const { step, id, method, device, needed, available, advice } = failure?.details ?? {};
  const params = {
    detail,
    status: signal ?? status ?? '?',
    step: String(step ?? '?'),
    id: String(id ?? ''),
    method: String(method ?? ''),
    device: String(device ?? ''),
    needed: gib(Number(needed ?? 0)),
    available: gib(Number(available ?? 0)),
    settings: settingsIn(advice),
    place: 'trainer',
  };
  return new TouchstoneError(codeOf(status, signal, failure), { params });
}

/** Settings as a spec has them, which read alike in every language. */
function settingsIn(advice: unknown): string {
  const settings = Object.entries(typeof advice === 'object' && advice !== null ? advice : {});
  return settings.map(([name, value]) => `train.${name}: ${value}`).join(' · ') || '–';
}

function codeOf(status: number | null, signal: string | null, failure: Failure | null): ErrorCode {
  if (failure !== null && failure.code in ERRORS) return failure.code as ErrorCode;
  // A SIGKILL that we did not send: somebody's, or the out-of-memory killer's, which says nothing.
  if (signal === 'SIGKILL') return 'TRAINER_KILLED';
  if (signal !== null) return 'TRAINER_INTERRUPTED';
  switch (status) {
    case TRAINER_EXIT.interrupted:
      return 'TRAINER_INTERRUPTED';
    case TRAINER_EXIT.environment:
      return 'TRAINER_ENVIRONMENT';
    case TRAINER_EXIT.outOfMemory:
      return 'TRAINER_OUT_OF_MEMORY';
    case TRAINER_EXIT.diverged:
      return 'TRAINER_DIVERGED';
    case TRAINER_EXIT.baseUnreachable:
      return 'BASE_UNREACHABLE';
    default:
      return 'TRAINER_FAILED';
  }
}

function lastLine(log: string): string {
  return log.trim().split('\n').at(-1)?.slice(0, 500) ?? '';
}
