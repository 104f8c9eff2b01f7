import type { ClassCurves, CurvePoint } from '../../../pipeline/contracts/classification-figures.ts';
import type { Ranking } from './ranking.ts';

/** Places between 0 and 1 at which the curves of all classes are averaged. */
const STEPS = 100;

/**
 * The mean of the classes' curves, as macro averages are of their areas: at each false positive rate the mean true
 * positive rate, at each recall the mean precision. Classes on which a curve is undefined do not count.
 * Source: Fawcett 2006, Pattern Recognit. Lett. 27:861, sec. 8.1 (vertical averaging).
 */
export class MeanCurves {
  readonly #roc = new Float64Array(STEPS + 1);
  readonly #pr = new Float64Array(STEPS + 1);
  #rocClasses = 0;
  #prClasses = 0;

  add(ranking: Ranking): void {
    if (ranking.positives === 0) return;
    addPrecisions(ranking, this.#pr);
    this.#prClasses += 1;
    if (ranking.negatives === 0) return;
    addRates(ranking, this.#roc);
    this.#rocClasses += 1;
  }

  /** Empty where no class has the curve. */
  curves(): ClassCurves {
    const points = (sums: Float64Array, classes: number): CurvePoint[] =>
      classes === 0 ? [] : Array.from(sums, (sum, step) => [step / STEPS, sum / classes]);
    const roc = points(this.#roc, this.#rocClasses);
    return { roc: roc.length === 0 ? [] : [[0, 0], ...roc], pr: points(this.#pr, this.#prClasses) };
  }
}

/** Adds the true positive rate at each false positive rate, between points along the line, at a rise its upper end. */
function addRates(
  { positives, negatives, truePositives, falsePositives }: Ranking,
  sums: Float64Array,
): void {
  let at = -1;
  for (let step = 0; step <= STEPS; step++) {
    const wrong = (step / STEPS) * negatives;
    while (at + 1 < falsePositives.length && falsePositives[at + 1]! <= wrong) at += 1;
    const [fp, tp] = at < 0 ? [0, 0] : [falsePositives[at]!, truePositives[at]!];
    const next = at + 1 < falsePositives.length ? at + 1 : null;
    const along = next === null ? 0 : (wrong - fp) / (falsePositives[next]! - fp);
    const hits = next === null ? tp : tp + along * (truePositives[next]! - tp);
    sums[step]! += hits / positives;
  }
}

/** Adds the precision at the highest threshold that reaches each recall: the step function of average precision. */
function addPrecisions({ positives, truePositives, falsePositives }: Ranking, sums: Float64Array): void {
  let at = 0;
  for (let step = 0; step <= STEPS; step++) {
    const wanted = Math.max(1, (step / STEPS) * positives);
    while (at < truePositives.length - 1 && truePositives[at]! < wanted - 1e-9) at += 1;
    sums[step]! += truePositives[at]! / (truePositives[at]! + falsePositives[at]!);
  }
}
