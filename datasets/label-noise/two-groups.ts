import type { Predictions } from './confident-joint.ts';

/** This share at least of the wrong labels must lie below the place where noise is measured: fewer are left to chance. */
const LEAST_BASE = 1 / 3;

/** What the self-confidences of a dataset say about its labels. */
export interface NoiseEstimate {
  /** Share of wrong labels among the judged, 0–1, if labels went wrong at random. */
  readonly share: number;
  /** The judged records whose label is more likely wrong than right, least self-confidence first. */
  readonly suspects: readonly number[];
}

/**
 * Tells labels that are likely wrong from hard ones by their self-confidence, the out-of-fold probability of the given
 * label.
 *
 * Two groups make up what is seen (Efron 2008, "Microarrays, empirical Bayes and the two-groups model"). What wrong labels
 * look like is known: every other label of every record is one. Let F₁(s) be the share of those with a probability up to
 * s, and F₀(s) the share of given labels. With a share ε of wrong labels F₀ ≥ ε F₁, so that the least F₀ / F₁ bounds ε
 * (mixture proportion estimation: Blanchard, Lee & Scott 2010); one standard error of the count it rests on is taken off.
 * A label of self-confidence s is wrong with probability ε f₁(s) / f₀(s), and f₀ / f₁ is the slope of the greatest convex
 * minorant of F₀ over F₁. Suspects are the records for which that is one half or more.
 *
 * The confident joint alone lists far more records where classes overlap: there it took 35 % of a clean set of 958 to be
 * mislabelled.
 */
export function estimateNoise(predictions: Predictions): NoiseEstimate {
  const { classes, probabilities, classOf, knows } = predictions;
  const order: number[] = [];
  for (const [row, label] of classOf.entries()) if (knows(row, label)) order.push(row);
  const confidenceOf = (row: number) => probabilities[row * classes + classOf[row]!]!;
  order.sort((a, b) => confidenceOf(a) - confidenceOf(b) || a - b);
  const wrong = wrongLabels(predictions);
  if (order.length === 0 || wrong === null) return { share: 0, suspects: [] };
  const points: Point[] = [{ records: 0, base: 0 }];
  for (const [place, row] of order.entries()) {
    const last = place + 1 === order.length || confidenceOf(order[place + 1]!) > confidenceOf(row);
    if (last) points.push({ records: place + 1, base: wrong(confidenceOf(row)) });
  }
  const { share, records } = leastRatio(points, order.length);
  const sure = share * (1 - 1 / Math.sqrt(records));
  return { share, suspects: order.slice(0, likelyWrong(points, order.length, sure)) };
}

/** F₁ by its argument; null where there is no other label. */
function wrongLabels({
  classes,
  probabilities,
  classOf,
  knows,
}: Predictions): ((s: number) => number) | null {
  const word = new Uint32Array(1);
  const value = new Float32Array(word.buffer);
  // The upper half of a positive float grows with it: bins of less than one per cent of their value.
  const binOf = (probability: number) => {
    value[0] = probability;
    return word[0]! >>> 15;
  };
  const counts = new Float64Array(2 ** 17);
  let all = 0;
  for (const [row, own] of classOf.entries()) {
    for (let label = 0; label < classes; label++) {
      if (label === own || !knows(row, label)) continue;
      counts[binOf(probabilities[row * classes + label]!)]! += 1;
      all += 1;
    }
  }
  if (all === 0) return null;
  for (let bin = 1; bin < counts.length; bin++) counts[bin]! += counts[bin - 1]!;
  return (s) => counts[binOf(s)]! / all;
}

/** How many given labels and what share of wrong ones have a self-confidence up to some value. */
interface Point {
  readonly records: number;
  readonly base: number;
}

/** The least F₀ / F₁, and the number of records that it rests on. */
function leastRatio(points: readonly Point[], all: number): { share: number; records: number } {
  let least = { share: 1, records: all };
  for (const { records, base } of points) {
    if (base < LEAST_BASE) continue;
    const share = records / all / base;
    if (share < least.share) least = { share, records };
  }
  return least;
}

/** Records up to the last place where the greatest convex minorant is no steeper than 2 ε. */
function likelyWrong(points: readonly Point[], all: number, share: number): number {
  const hull: Point[] = [];
  const steepness = (a: Point, b: Point) => (b.records - a.records) / all / (b.base - a.base);
  for (const point of points) {
    while (hull.length > 1 && steepness(hull.at(-2)!, hull.at(-1)!) >= steepness(hull.at(-1)!, point))
      hull.pop();
    hull.push(point);
  }
  let end = 0;
  for (let at = 1; at < hull.length; at++) {
    if (steepness(hull[at - 1]!, hull[at]!) <= 2 * share) end = hull[at]!.records;
  }
  return end;
}
