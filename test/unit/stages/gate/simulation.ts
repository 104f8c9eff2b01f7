import type { Comparison } from '../../../../pipeline/contracts/evaluation.ts';
import type { Verdict } from '../../../../pipeline/contracts/names.ts';
import { compare, type Judged } from '../../../../stages/evaluate/comparison.ts';
import { countPairs } from '../../../../stages/evaluate/metrics/confusion.ts';
import { Random } from '../../../../stages/evaluate/statistics/random.ts';
import { systemMetrics } from '../../../../stages/evaluate/system-metrics.ts';
import { betterThanBase } from '../../../../stages/gate/rules/better-than-base.ts';
import { minimumMacroF1 } from '../../../../stages/gate/rules/minimum-macro-f1.ts';
import { notWorseThanProduction } from '../../../../stages/gate/rules/not-worse-than-production.ts';
import { atOnce } from '../evaluate/at-once.ts';
import { DATA, evaluationWith, POLICY } from './evaluation.ts';
import {
  detectableGain,
  drawTestSet,
  type TestSet,
  trueDifference,
  trueF1,
  type World,
} from './simulated-tests.ts';

/** Worlds of several class counts, sizes, accuracies and correlations. */
export const WORLDS: readonly Omit<World, 'gain'>[] = [
  { classes: 2, n: 30, accuracy: 0.9, shared: 0.9 },
  { classes: 2, n: 100, accuracy: 0.5, shared: 0 },
  { classes: 4, n: 200, accuracy: 0.8, shared: 0.9 },
  { classes: 10, n: 200, accuracy: 0.6, shared: 0.6 },
  { classes: 20, n: 200, accuracy: 0.9, shared: 0.9 },
  { classes: 4, n: 200, accuracy: 0.9, shared: 0.95, skew: 0.5 },
  { classes: 10, n: 600, accuracy: 0.3, shared: 0.3 },
];

/** Worlds large enough for what they can show to be possible, and balanced, so that macro-F1 differs as accuracy does. */
export const POWER_WORLDS: readonly Omit<World, 'gain'>[] = [
  { classes: 2, n: 100, accuracy: 0.5, shared: 0 },
  { classes: 4, n: 200, accuracy: 0.6, shared: 0.5 },
  { classes: 10, n: 600, accuracy: 0.3, shared: 0.3 },
];

export interface Effort {
  /** Test sets of each world. */
  readonly sets: number;
  readonly draws: number;
}

/** What one world came to: its true difference and the share of test sets that passed. */
export interface Rate {
  readonly world: World;
  readonly difference: number;
  readonly pass: number;
  /** The share that the bootstrap interval's own lower end would have passed; only where production is compared with. */
  readonly passByInterval: number | null;
}

/** Tuned no better than its base: share of sets in which `better_than_base` passes all the same. */
export const falsePasses = (effort: Effort): Rate[] =>
  WORLDS.map((world) => baseRate({ ...world, gain: 0 }, effort));

/** Tuned better by the detectable difference: share of sets in which `better_than_base` passes. */
export const power = (effort: Effort): Rate[] =>
  POWER_WORLDS.map((world) => baseRate({ ...world, gain: detectableGain(world) }, effort));

/** Tuned worse than production by just the margin: share of sets in which `not_worse_than_production` passes. */
export function wrongNonInferiority({ sets, draws }: Effort): Rate[] {
  return WORLDS.map((shape) => {
    const world = { ...shape, gain: -0.02 };
    const difference = trueDifference(world);
    const policy = { ...POLICY, not_worse_than_production: { margin: -difference, slices: [] } };
    let pass = 0;
    let byInterval = 0;
    for (const comparison of comparisons(world, 'production', { sets, draws })) {
      const evaluation = { ...evaluationWith({ production: { f1: 0.5, interval: [0, 0] } }) };
      const { verdict } = notWorseThanProduction({ ...evaluation, comparisons: [comparison] }, policy, DATA)!;
      if (verdict === 'PASS') pass += 1;
      if (comparison.interval[0] >= difference) byInterval += 1;
    }
    return { world, difference, pass: pass / sets, passByInterval: byInterval / sets };
  });
}

/** The tuned model's true F1 is just the floor: share of sets in which `minimum_macro_f1` passes. */
export function wrongFloor({ sets, draws }: Effort): Rate[] {
  return WORLDS.map((shape) => {
    const world = { ...shape, gain: 0 };
    const minimum = trueF1(world);
    const policy = { ...POLICY, minimum_macro_f1: minimum };
    const random = Random.of(2026, `floor ${JSON.stringify(world)}`);
    let pass = 0;
    let byInterval = 0;
    for (let i = 0; i < sets; i++) {
      const tuned = judged('tuned', drawTestSet(world, random), draws).metrics;
      const evaluation = evaluationWith({ n: world.n });
      const systems = { ...evaluation.systems, tuned };
      if (minimumMacroF1({ ...evaluation, systems }, policy, DATA)!.verdict === 'PASS') pass += 1;
      if (Math.min(tuned.macro_f1, tuned.intervals.macro_f1[0]) >= minimum) byInterval += 1;
    }
    return { world, difference: minimum, pass: pass / sets, passByInterval: byInterval / sets };
  });
}

function baseRate(world: World, effort: Effort): Rate {
  let pass = 0;
  for (const comparison of comparisons(world, 'base', effort)) {
    const verdict: Verdict = betterThanBase(
      { ...evaluationWith({}), comparisons: [comparison] },
      POLICY,
      DATA,
    )!.verdict;
    if (verdict === 'PASS') pass += 1;
  }
  return { world, difference: trueDifference(world), pass: pass / effort.sets, passByInterval: null };
}

/** The comparison that `evaluate` makes of each drawn test set. */
function* comparisons(
  world: World,
  reference: 'base' | 'production',
  { sets, draws }: Effort,
): Generator<Comparison> {
  const random = Random.of(2026, `${reference} ${JSON.stringify(world)}`);
  for (let i = 0; i < sets; i++) {
    const set = drawTestSet(world, random);
    const config = { draws, confidence: 0.95, seed: i };
    const tuned = judged('tuned', set);
    const other = judged(reference, { ...set, candidate: set.reference });
    yield atOnce(compare(tuned, other, set.truth, config));
  }
}

/** The figures of a set's candidate; without draws there is no interval to look at. */
function judged(id: Judged['id'], { classes, truth, candidate: answers }: TestSet, draws = 1): Judged {
  const labels = Array.from({ length: classes }, (_, i) => String(i));
  const bootstrap = { draws, confidence: 0.95, random: Random.of(1, 'intervals') };
  return {
    id,
    answers,
    metrics: atOnce(systemMetrics(labels, countPairs(classes, truth, answers), bootstrap)),
  };
}

/** One line a world, for people. */
export function rateLine({ world, difference, pass, passByInterval }: Rate): string {
  const { classes, n, accuracy, shared, skew = 1 } = world;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const plain = passByInterval === null ? '' : ` (plain interval: ${percent(passByInterval)})`;
  return `      ${classes} classes, ${n} records, accuracy ${accuracy}, shared ${shared}, skew ${skew}, difference ${percent(difference)}: PASS ${percent(pass)}${plain}`;
}
