/** Of the candidates of a rung, the share that goes on. */
const KEPT = 1 / 3;

/** A rung on fewer records than this would choose by chance. */
const LEAST_RECORDS = 100;

/** Shares of the training records that candidates are tried with before they may have all of them. */
const SHARES = [0.25, 0.5] as const;

/** One round: each candidate is trained on this share of the records. */
export interface Rung {
  readonly share: number;
  /** Candidates of this round. */
  readonly candidates: number;
}

/**
 * The rounds of successive halving (Jamieson and Talwalkar 2016, with a third kept): many candidates on few records, few on all of
 * them. `auto` is trained to the end whatever it showed, so that people see what the search brought; so the last round has two at least.
 */
export function rungs(candidates: number, records: number): Rung[] {
  const found: Rung[] = [];
  let left = candidates;
  for (const share of SHARES) {
    if (left <= 2 || share * records < LEAST_RECORDS) continue;
    found.push({ share, candidates: left });
    left = Math.max(2, Math.ceil(KEPT * left));
  }
  return [...found, { share: 1, candidates: left }];
}

/** What all rounds cost, in trainings of `auto` on all records, where the rest of the candidates cost `cost` times as much. */
export function costOf(plan: readonly Rung[], cost: number): number {
  return plan.reduce((sum, { share, candidates }) => sum + share * (1 + cost * (candidates - 1)), 0);
}

/**
 * The indices of those that go on: `auto` (index 0) and the best others, the best first. A candidate without a loss (it diverged)
 * never goes on.
 */
export function survivors(losses: ReadonlyMap<number, number | null>, count: number): number[] {
  const others = [...losses]
    .flatMap(([index, loss]) => (index === 0 || loss === null ? [] : [{ index, loss }]))
    .sort((a, b) => a.loss - b.loss || a.index - b.index)
    .slice(0, Math.max(0, count - 1));
  return [0, ...others.map(({ index }) => index)];
}
