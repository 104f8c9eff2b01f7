import { occurs, type Tally } from './confusion.ts';
import { f1Of, precisionOf, recallOf } from './precision-recall-f1.ts';

/**
 * Unweighted mean of a per-class figure over the classes that occur in truth or in answers. An undefined figure counts
 * as 0, as in sklearn with `average='macro', zero_division=0`. Range [0, 1]; no records: null.
 */
function macroMean(tally: Tally, figure: (tally: Tally, c: number) => number | null): number | null {
  let sum = 0;
  let classes = 0;
  for (let c = 0; c < tally.support.length; c++) {
    if (!occurs(tally, c)) continue;
    sum += figure(tally, c) ?? 0;
    classes += 1;
  }
  return classes === 0 ? null : sum / classes;
}

/** Mean precision over classes; see `macroMean` for range and edge cases. */
export const macroPrecision = (tally: Tally): number | null => macroMean(tally, precisionOf);

/** Mean recall over classes; unlike balanced accuracy, a class that is only answered counts, as 0. */
export const macroRecall = (tally: Tally): number | null => macroMean(tally, recallOf);

/** Mean F1 over classes: the mean of the F1 figures, not the F1 of the mean precision and recall. */
export const macroF1 = (tally: Tally): number | null => macroMean(tally, f1Of);
