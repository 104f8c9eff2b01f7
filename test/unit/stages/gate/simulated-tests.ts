import { countPairs } from '../../../../stages/evaluate/metrics/confusion.ts';
import { macroF1 } from '../../../../stages/evaluate/metrics/macro.ts';
import {
  detectableDifference,
  PLANNED,
} from '../../../../stages/evaluate/statistics/detectable-difference.ts';
import { Random } from '../../../../stages/evaluate/statistics/random.ts';

/** A world to draw test sets from: two systems that answer records of some classes. */
export interface World {
  readonly classes: number;
  readonly n: number;
  /** Share of records that the reference answers right, before its habits. */
  readonly accuracy: number;
  /** Share of records that both systems answer for the same reason, 0 to 1. */
  readonly shared: number;
  /** Share of records that only the candidate gets right in excess of those that only the reference does. */
  readonly gain: number;
  /** Records of each class relative to the one before; 1: all alike. */
  readonly skew?: number;
}

export interface TestSet {
  readonly classes: number;
  readonly truth: Int32Array;
  readonly candidate: Int32Array;
  readonly reference: Int32Array;
}

/**
 * Draws a test set. A record is *shared* with probability `shared`: both answer it alike, right with `accuracy`.
 * Otherwise each answers by itself. The candidate's chance is raised (or lowered) so that its accuracy differs by `gain`
 * in every class. A wrong answer is any other class, alike for all, so that in balanced worlds macro-F1 differs as
 * accuracy does.
 */
export function drawTestSet(world: World, random: Random): TestSet {
  const { classes, n, accuracy, shared, gain } = world;
  const truth = truths(world);
  const candidate = new Int32Array(n);
  const reference = new Int32Array(n);
  const wrong = (right: number): number => {
    const other = Math.floor(random.uniform() * (classes - 1));
    return other >= right ? other + 1 : other;
  };
  const alone = 1 - shared;
  for (let i = 0; i < n; i++) {
    const right = truth[i]!;
    if (random.uniform() < shared) {
      const answer = random.uniform() < accuracy ? right : wrong(right);
      candidate[i] = answer;
      reference[i] = answer;
    } else {
      candidate[i] = random.uniform() < accuracy + gain / alone ? right : wrong(right);
      reference[i] = random.uniform() < accuracy ? right : wrong(right);
    }
  }
  return { classes, truth, candidate, reference };
}

/** True classes, each with its share of the records by `skew`, at least two. */
function truths({ classes, n, skew = 1 }: World): Int32Array {
  const shares = Array.from({ length: classes }, (_, i) => skew ** i);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const truth = new Int32Array(n);
  let from = 0;
  shares.forEach((share, i) => {
    const to = i === classes - 1 ? n : Math.min(n, from + Math.max(2, Math.round((n * share) / total)));
    truth.fill(i, from, to);
    from = to;
  });
  return truth;
}

/** Macro-F1 of candidate − reference in a very large test set of the world. */
export function trueDifference(world: World): number {
  const large = drawTestSet({ ...world, n: 400_000 }, Random.of(1, 'truth'));
  const of = (answers: Int32Array) => macroF1(countPairs(large.classes, large.truth, answers))!;
  return of(large.candidate) - of(large.reference);
}

/** Macro-F1 of the candidate in a very large test set of the world. */
export function trueF1(world: World): number {
  const large = drawTestSet({ ...world, n: 400_000 }, Random.of(1, 'truth'));
  return macroF1(countPairs(large.classes, large.truth, large.candidate))!;
}

/**
 * The gain that a test set of this world is planned to show, by the very formula of the reports: the least gain that is
 * detectable at the discordance which it brings about itself.
 */
export function detectableGain({ n, accuracy, shared }: Omit<World, 'gain'>): number {
  const discordant = (gain: number) => {
    const better = Math.min(1, accuracy + gain / (1 - shared));
    return (1 - shared) * (better * (1 - accuracy) + accuracy * (1 - better));
  };
  let gain = 0;
  for (let round = 0; round < 50; round++) {
    const detectable = detectableDifference(n, discordant(gain), PLANNED);
    if (detectable === null) throw new RangeError('nothing is detectable in this world');
    gain = detectable;
  }
  return gain;
}
