import type { CoveragePoint, HandOver } from '../../../pipeline/contracts/classification-figures.ts';
import type { Random } from '../statistics/random.ts';
import { spread } from './ranking.ts';

/** How sure each answer was, and whether it was right (1) or not (0). */
export interface SureAnswers {
  /** Probability given to each answer. */
  readonly confidence: ArrayLike<number>;
  readonly right: ArrayLike<number>;
}

/**
 * What is gained by sending unsure answers to a person: for each distinct confidence as the threshold, the share of
 * records answered at or above it and how many of these are right, the highest threshold first.
 * Source: El-Yaniv and Wiener 2010, J. Mach. Learn. Res. 11:1605 (risk-coverage curve).
 */
export function coverageCurve(answers: SureAnswers, order = surestFirst(answers)): CoveragePoint[] {
  const { confidence, right } = answers;
  const n = order.length;
  const curve: CoveragePoint[] = [];
  let hits = 0;
  for (let i = 0; i < n; i++) {
    hits += right[order[i]!]!;
    const threshold = confidence[order[i]!]!;
    if (i + 1 < n && confidence[order[i + 1]!] === threshold) continue;
    curve.push({ threshold, coverage: (i + 1) / n, accuracy: hits / (i + 1) });
  }
  return curve;
}

/** Indices of the answers, the surest first. */
export function surestFirst({ confidence }: SureAnswers): Uint32Array {
  const order = Uint32Array.from({ length: confidence.length }, (_, i) => i);
  return order.sort((a, b) => confidence[b]! - confidence[a]!);
}

/** Share of the records below which a threshold saves nobody work, and reaches any accuracy by the luck of a few records. */
const LEAST_COVERAGE = 0.05;

/** The point that answers most and reaches `target`; null where no threshold does for at least 5 % of the records. */
export function handOverPoint(curve: readonly CoveragePoint[], target: number): CoveragePoint | null {
  const point = curve.findLast(({ accuracy }) => accuracy >= target) ?? null;
  return point !== null && point.coverage >= LEAST_COVERAGE ? point : null;
}

/** Records that a threshold is chosen on by themselves; of fewer the luck of single records decides. */
const LEAST_CHOSEN_ON = 50;
const FOLDS = 5;

/**
 * The threshold that answers most and reaches `target`, and what it brings on the test, never judged by the records that it was
 * chosen on: chosen on validation where that has 50 records, and reported on the test; else chosen on all of the test, and what
 * it brings is told by cross-fitting, where each fifth of the test is judged by a threshold that the other four chose.
 * Source: Chernozhukov et al. 2018, Econometrics Journal 21:C1 (cross-fitting).
 * @param order the test's answers, the surest first
 */
export function handOver(
  test: SureAnswers,
  validation: SureAnswers | null,
  { target, random, order = surestFirst(test) }: HandOverOptions,
): HandOver {
  if (validation !== null && validation.confidence.length >= LEAST_CHOSEN_ON) {
    const chosen = handOverPoint(coverageCurve(validation), target);
    const point = chosen && pointAt(test, chosen.threshold);
    return { target, point, chosen: { on: 'validation', n: validation.confidence.length, folds: null } };
  }
  const n = test.confidence.length;
  const folds = Math.min(FOLDS, n);
  const point = folds < 2 ? null : crossFitted(test, { folds, target, random, order });
  return { target, point, chosen: { on: 'cross_fitting', n, folds } };
}

interface HandOverOptions {
  readonly target: number;
  readonly random: Random;
  readonly order?: Uint32Array;
}

/** What a threshold brings; null where it leaves no answer. */
function pointAt({ confidence, right }: SureAnswers, threshold: number): CoveragePoint | null {
  const n = confidence.length;
  let [answered, hits] = [0, 0];
  for (let i = 0; i < n; i++) {
    if (confidence[i]! < threshold) continue;
    answered += 1;
    hits += right[i]!;
  }
  return answered === 0 ? null : { threshold, coverage: answered / n, accuracy: hits / answered };
}

function crossFitted(
  answers: SureAnswers,
  { folds, target, random, order }: Required<HandOverOptions> & { readonly folds: number },
): CoveragePoint | null {
  const chosen = handOverPoint(coverageCurve(answers, order), target);
  if (chosen === null) return null;
  const n = order.length;
  const foldOf = evenFolds(n, folds, random);
  let [answered, hits] = [0, 0];
  for (let fold = 0; fold < folds; fold++) {
    const others = handOverPoint(
      coverageCurve(
        answers,
        order.filter((i) => foldOf[i] !== fold),
      ),
      target,
    );
    if (others === null) continue;
    for (const i of order) {
      if (answers.confidence[i]! < others.threshold) break;
      if (foldOf[i] !== fold) continue;
      answered += 1;
      hits += answers.right[i]!;
    }
  }
  return answered === 0
    ? null
    : { threshold: chosen.threshold, coverage: answered / n, accuracy: hits / answered };
}

/** Folds whose sizes differ by one at most, drawn at random (Fisher and Yates). */
function evenFolds(n: number, folds: number, random: Random): Uint8Array {
  const fold = Uint8Array.from({ length: n }, (_, i) => i % folds);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random.uniform() * (i + 1));
    [fold[i], fold[j]] = [fold[j]!, fold[i]!];
  }
  return fold;
}

/** At most `most` points of the curve, evenly over the thresholds, ends included. */
export function thinned(curve: readonly CoveragePoint[], most: number): CoveragePoint[] {
  return spread(curve.length, most).map((i) => curve[i]!);
}
