import type { ExampleOutcome } from '../../pipeline/contracts/evaluation.ts';
import type { SystemId } from '../../pipeline/contracts/names.ts';
import type { Answers } from './predictions/answers.ts';
import { shortened } from './shortened.ts';
import type { TestRecord } from './test-records.ts';

/** One answer to a record. */
export interface GivenAnswer {
  readonly truth: string;
  readonly answer: string;
  /** Probability given to the answer; null where none is known. */
  readonly confidence: number | null;
}

/**
 * Wrong answers of the tuned model, in the order of `wrongByConfusion`.
 * @param systems the answers of each system, aligned with `records`; `tuned` among them
 */
export function wrongExamples(
  records: readonly TestRecord[],
  systems: ReadonlyMap<SystemId, Answers>,
  limit: number,
): ExampleOutcome[] {
  const tuned = systems.get('tuned')!;
  const given = records.map(({ truth }, at) => ({
    truth,
    answer: tuned.answers[at]!,
    confidence: probabilityOf(tuned, at),
  }));
  return wrongByConfusion(given, limit).map((at) => outcome(records[at]!, at, systems));
}

/**
 * Positions of the wrong answers, grouped by confusion (truth, answer), the most frequent confusion first and in each
 * the surest mistake first. Where there are more than `limit`, the most frequent are shown well in half of it, and a
 * common mistake does not hide the rare ones in the other.
 */
export function wrongByConfusion(given: readonly GivenAnswer[], limit: number): number[] {
  const sureness = (at: number) => given[at]!.confidence ?? 0;
  const groups = confusions(given);
  for (const group of groups) group.sort((a, b) => sureness(b) - sureness(a) || a - b);
  const shares = fairShares(
    groups.map((group) => group.length),
    limit,
  );
  return groups.flatMap((group, i) => group.slice(0, shares[i]));
}

/** Positions of the wrong answers by confusion; frequent ones first, ties by truth and answer in code-unit order. */
function confusions(given: readonly GivenAnswer[]): number[][] {
  const byConfusion = new Map<string, number[]>();
  given.forEach(({ truth, answer }, at) => {
    if (answer === truth) return;
    const confusion = JSON.stringify([truth, answer]);
    const group = byConfusion.get(confusion);
    if (group) group.push(at);
    else byConfusion.set(confusion, [at]);
  });
  return [...byConfusion]
    .sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
    .map(([, group]) => group);
}

/** Examples that a confusion is understood by. */
const ENOUGH = 4;

/**
 * How many of each group to take, the largest first; sums to at most `limit`. Half of it gives the most frequent enough
 * to be understood; of the rest no group gets one more before those with fewer have.
 */
function fairShares(sizes: readonly number[], limit: number): number[] {
  const shares = sizes.map(() => 0);
  let left = limit;
  for (const [i, size] of sizes.entries()) {
    shares[i] = Math.max(0, Math.min(size, ENOUGH, left - Math.ceil(limit / 2)));
    left -= shares[i];
  }
  const largest = sizes[0] ?? 0;
  for (let level = 1; level <= largest && left > 0; level++) {
    for (const [i, size] of sizes.entries()) {
      if (left === 0 || size < level || shares[i]! >= level) continue;
      shares[i]! += 1;
      left -= 1;
    }
  }
  return shares;
}

function outcome(
  { id, text, truth }: TestRecord,
  at: number,
  systems: ReadonlyMap<SystemId, Answers>,
): ExampleOutcome {
  const answers = Object.fromEntries(
    [...systems].map(([system, given]) => [
      system,
      { label: given.answers[at]!, probability: probabilityOf(given, at) },
    ]),
  );
  return { id, text: shortened(text), truth, answers };
}

/** Probability of the answer that was given. */
function probabilityOf(given: Answers, at: number): number {
  return given.probabilities[at]![given.labels.indexOf(given.answers[at]!)]!;
}
