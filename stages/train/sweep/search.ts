import type { BlobRef, TreeRef } from '../../../pipeline/contracts/artifact.ts';
import type { SweepReport, TrainingReport } from '../../../pipeline/contracts/data-reports.ts';
import { TouchstoneError } from '../../../pipeline/contracts/errors/error.ts';
import { readJson } from '../../../pipeline/contracts/json-artifact.ts';
import type { Decision, StageProgress } from '../../../pipeline/contracts/stage.ts';
import type { TrainFacts } from '../auto/choice.ts';
import { type Resolved, resolveSettings, type TrainConfig } from '../settings.ts';
import { shareOf } from '../share.ts';
import { costOf, type Rung, rungs, survivors } from './halving.ts';
import { mattered } from './importance.ts';
import { progressOf } from './progress.ts';
import { candidates, type Overrides, spaceOf } from './space.ts';
import { decisionsOf } from './texts.ts';
import { type Ground, type Part, type Tried, tryOut } from './trial.ts';

/** Candidates of a search that nobody gave a budget: about seven trainings of `auto`. */
const USUAL_TRIALS = 12;
/** More than this says no more, whatever the budget. */
const MOST_TRIALS = 64;

/** What a search found: the settings that were best on the validation records, and the model that was trained with them. */
export interface Found extends Resolved {
  readonly adapter: TreeRef;
  readonly report: TrainingReport;
}

interface Candidate extends Resolved {
  readonly overrides: Overrides;
  readonly losses: (number | null)[];
  seconds: number;
}

/**
 * Searches the settings that are `auto` by successive halving; choices are made on the validation records, never on those of the
 * test. Trials of a round run side by side where there are machines for it.
 * Errors: `TRAINER_DIVERGED` where every candidate's training did; those of training.
 */
export async function search(
  config: TrainConfig,
  facts: TrainFacts,
  train: BlobRef,
  ground: Ground,
  onProgress: (progress: StageProgress) => void,
): Promise<Found> {
  const auto = resolveSettings(config, facts);
  const space = spaceOf(config, auto.settings);
  const parts = new Map<number, Part>();
  const partOf = async (share: number): Promise<Part> => {
    const known = parts.get(share);
    if (known !== undefined) return known;
    const whole = { blob: train, records: facts.records };
    const part = { share, ...(share === 1 ? whole : await shareOf(train, share, ground.context)) };
    parts.set(share, part);
    return part;
  };
  const count = await trialCount(config, auto, space.has('epochs'), facts.records, async (share) =>
    tryOut(auto.settings, await partOf(share), ground, () => {}, ground.context.signal),
  );
  const all = candidates(space, auto.settings, count, config.seed).map((overrides, index): Candidate => {
    const resolved = index === 0 ? auto : resolveSettings({ ...config, ...overrides }, facts);
    return { overrides, losses: [], seconds: 0, ...resolved };
  });
  const plan = rungs(all.length, facts.records);
  const told = progressOf(
    plan,
    all.map(({ settings }) => settings.epochs / auto.settings.epochs),
    onProgress,
  );
  let left = all.map((_, index) => index);
  const models = new Map<number, Tried>();
  const rounds: SweepReport['rungs'][number][] = [];
  for (const [round, { share, candidates: wanted }] of plan.entries()) {
    left = round === 0 ? left : survivors(lastLosses(all, left), wanted);
    const part = await partOf(share);
    rounds.push({ share, records: part.records, candidates: left.length });
    const begun = told.begin(round, left);
    await sideBySide(left, ground.context.model.atOnce ?? 1, ground.context.signal, async (index, signal) => {
      const candidate = all[index]!;
      const tried = await tryOut(candidate.settings, part, ground, (one) => begun.at(index, one), signal);
      candidate.losses.push(tried.loss);
      candidate.seconds += tried.seconds;
      models.set(index, tried);
      begun.done(index);
    });
  }
  const chosen = best(all, left);
  if (chosen === null) throw new TouchstoneError('TRAINER_DIVERGED', { params: { step: '?' } });
  const { adapter, training } = models.get(chosen)!;
  const sweep: SweepReport = {
    rungs: rounds,
    trials: all.map(({ overrides, losses, seconds }) => ({ settings: overrides, losses, seconds })),
    chosen,
    mattered: mattered(
      all.map(({ overrides, losses }) => ({ settings: overrides, loss: losses[0] ?? null })),
    ),
  };
  const { settings, decisions } = all[chosen]!;
  const found: readonly Decision[] = decisionsOf(sweep, [...space.keys()], settings);
  return {
    settings,
    decisions: [...decisions, ...found],
    adapter: adapter!,
    report: { ...(await readJson<TrainingReport>(ground.context.artifacts, training!)), sweep },
  };
}

/** How many candidates the budget allows. For one in minutes `auto` is timed on the first round's records, where it is tried anyway. */
async function trialCount(
  { sweep }: TrainConfig,
  auto: Resolved,
  searchesEpochs: boolean,
  records: number,
  time: (share: number) => Promise<Tried>,
): Promise<number> {
  if (sweep === 'auto' || sweep === null) return USUAL_TRIALS;
  if ('trials' in sweep) return sweep.trials;
  const [{ share }] = rungs(MOST_TRIALS, records) as [Rung];
  const whole = (await time(share)).seconds / share;
  // Candidates have once, twice or three times the epochs.
  const cost = searchesEpochs && auto.settings.epochs > 0 ? 2 : 1;
  let count = MOST_TRIALS;
  while (count > 1 && costOf(rungs(count, records), cost) * whole > 60 * sweep.minutes) count--;
  return count;
}

function lastLosses(all: readonly Candidate[], left: readonly number[]): Map<number, number | null> {
  return new Map(left.map((index) => [index, all[index]!.losses.at(-1) ?? null]));
}

/** Of those that were trained on all records, the one with the least loss; `auto` where it is as good. */
function best(all: readonly Candidate[], left: readonly number[]): number | null {
  const losses = [...lastLosses(all, left)].filter((one): one is [number, number] => one[1] !== null);
  return losses.sort((a, b) => a[1] - b[1] || a[0] - b[0])[0]?.[0] ?? null;
}

/** Does the work for each index, so many at a time. The first failure stops the others, and is thrown when they have ended. */
async function sideBySide(
  indices: readonly number[],
  atOnce: number,
  outer: AbortSignal,
  perform: (index: number, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([outer, stop.signal]);
  const queue = [...indices];
  const lane = async () => {
    for (let index = queue.shift(); index !== undefined; index = queue.shift()) {
      signal.throwIfAborted();
      await perform(index, signal);
    }
  };
  const lanes = Array.from({ length: Math.min(atOnce, indices.length) }, () =>
    lane().catch((error: unknown) => {
      stop.abort(error);
      throw error;
    }),
  );
  const ended = await Promise.allSettled(lanes);
  outer.throwIfAborted();
  if (ended.some(({ status }) => status === 'rejected')) throw stop.signal.reason;
}
