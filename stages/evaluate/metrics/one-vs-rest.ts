import type { Averages } from '../../../pipeline/contracts/classification-figures.ts';
import { type Ranking, rank } from './ranking.ts';
import type { Scores } from './scores.ts';

/** Class c against all others: its records are the positives, its probability the score. */
export function rankClass(truth: ArrayLike<number>, scores: Scores, c: number): Ranking {
  const { n, classes, values } = scores;
  let own = 0;
  for (let i = 0; i < n; i++) if (truth[i] === c) own += 1;
  const positive = new Float64Array(own);
  const negative = new Float64Array(n - own);
  for (let i = 0, p = 0, q = 0; i < n; i++) {
    if (truth[i] === c) positive[p++] = values[i * classes + c]!;
    else negative[q++] = values[i * classes + c]!;
  }
  return rank(positive, negative);
}

/** All (record, class) decisions pooled, for micro averages. */
export function rankPooled(truth: ArrayLike<number>, scores: Scores): Ranking {
  const { n, classes, values } = scores;
  const positive = new Float64Array(n);
  const negative = new Float64Array(n * (classes - 1));
  for (let i = 0, q = 0; i < n; i++) {
    for (let c = 0; c < classes; c++) {
      if (truth[i] === c) positive[i] = values[i * classes + c]!;
      else negative[q++] = values[i * classes + c]!;
    }
  }
  return rank(positive, negative);
}

/**
 * Averages of an area over the classes where it is defined: macro plain, weighted by the class's records, and micro from
 * the pooled decisions. Null where nothing is defined.
 * @param perClass the area of each class, null where undefined
 * @param support true records of each class
 */
export function averagesOf(
  perClass: readonly (number | null)[],
  support: ArrayLike<number>,
  micro: number | null,
): Averages {
  let [sum, classes, weighted, records] = [0, 0, 0, 0];
  perClass.forEach((area, c) => {
    if (area === null) return;
    sum += area;
    classes += 1;
    weighted += area * support[c]!;
    records += support[c]!;
  });
  return {
    macro: classes === 0 ? null : sum / classes,
    weighted: records === 0 ? null : weighted / records,
    micro,
  };
}
