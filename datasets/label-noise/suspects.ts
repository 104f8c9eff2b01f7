import type { Predictions } from './confident-joint.ts';

/** A record whose label is more likely wrong than right. For people to look at, never for a machine to drop. */
export interface Suspect {
  readonly record: string;
  readonly given: string;
  readonly suggested: string;
  /** Self-confidence: the probability of the given label, from a model that has not seen the record, 0–1. */
  readonly score: number;
  /** The same of the suggested label; `score` − `suggestedScore` is the normalised margin. */
  readonly suggestedScore: number;
  /** Whether the suggested label is as probable as is usual for it: off the diagonal of the confident joint. */
  readonly confident: boolean;
}

/** A cell off the diagonal of the confident joint: records labelled one way that confidently belong to another class. */
export interface Confusion {
  readonly given: string;
  readonly suggested: string;
  readonly records: number;
}

/** What to say of one record: the class that it confidently belongs to is suggested, else the most probable other. */
export function suspectOf(
  { classes, probabilities, classOf }: Predictions,
  belongs: Int32Array,
  row: number,
  record: string,
  labels: readonly string[],
): Suspect {
  const own = classOf[row]!;
  const probabilityOf = (label: number) => probabilities[row * classes + label]!;
  const confident = belongs[row]! >= 0 && belongs[row] !== own;
  let suggested = confident ? belongs[row]! : own === 0 ? 1 : 0;
  for (let label = 0; label < classes && !confident; label++) {
    if (label !== own && probabilityOf(label) > probabilityOf(suggested)) suggested = label;
  }
  return {
    record,
    given: labels[own]!,
    suggested: labels[suggested]!,
    score: probabilityOf(own),
    suggestedScore: probabilityOf(suggested),
    confident,
  };
}

/** The confident joint without its diagonal and its empty cells, most records first. */
export function confusionsOf(
  { classes, classOf, knows }: Predictions,
  candidates: readonly number[],
  belongs: Int32Array,
  labels: readonly string[],
): Confusion[] {
  const cells = new Map<number, number>();
  for (const row of candidates) {
    const own = classOf[row]!;
    if (!knows(row, own)) continue;
    const cell = own * classes + belongs[row]!;
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
  }
  return [...cells]
    .sort(([cell, count], [otherCell, otherCount]) => otherCount - count || cell - otherCell)
    .map(([cell, records]) => ({
      given: labels[Math.floor(cell / classes)]!,
      suggested: labels[cell % classes]!,
      records,
    }));
}
