import type { ExampleOutcome } from '../../../pipeline/contracts/evaluation.ts';

/** Answers that are explained at most; with ten parts each that is 120 more answers. */
export const MOST_EXPLAINED = 12;
const OF_EACH_CONFUSION = 2;

/**
 * Which wrong answers to explain: what production had right first, then two of each confusion in the order of the list, which begins
 * with the most frequent.
 */
export function chosenExamples(wrong: readonly ExampleOutcome[]): readonly ExampleOutcome[] {
  const taken = new Map<string, number>();
  const first = wrong.filter(isRegression).slice(0, MOST_EXPLAINED / 2);
  const others = wrong.filter((outcome) => {
    if (first.includes(outcome)) return false;
    const key = JSON.stringify([outcome.truth, outcome.answers.tuned?.label]);
    const count = taken.get(key) ?? 0;
    taken.set(key, count + 1);
    return count < OF_EACH_CONFUSION;
  });
  return [...first, ...others].slice(0, MOST_EXPLAINED);
}

/** Production answers the record right that the tuned model answers wrongly. */
function isRegression({ truth, answers }: ExampleOutcome): boolean {
  return answers.production?.label === truth;
}
