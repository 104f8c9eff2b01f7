import type { GroupMetrics } from '../../../../pipeline/contracts/answer-evaluation.ts';

/** Items of one part: right ones, those given, those wanted. Sums of them over records are those of all records. */
export interface Hits {
  readonly right: number;
  readonly given: number;
  readonly wanted: number;
}

/** F1 = 2·right / (given + wanted); null where nothing is given or wanted. */
export function f1Of({ right, given, wanted }: Hits): number | null {
  return given + wanted === 0 ? null : (2 * right) / (given + wanted);
}

/** Right of those given; null where none is. */
export function precisionOf({ right, given }: Hits): number | null {
  return given === 0 ? null : right / given;
}

/** Right of those wanted; null where none is. */
export function recallOf({ right, wanted }: Hits): number | null {
  return wanted === 0 ? null : right / wanted;
}

/** Mean F1 of the parts that are wanted or given at all, as scikit-learn has it for those labels; null where none is. */
export function macroF1Of(parts: readonly Hits[]): number | null {
  const defined = parts.map(f1Of).filter((f1) => f1 !== null);
  return defined.length === 0 ? null : defined.reduce((sum, f1) => sum + f1, 0) / defined.length;
}

/** All parts taken together. */
export function together(parts: readonly Hits[]): Hits {
  return parts.reduce<Hits>(
    (sum, { right, given, wanted }) => ({
      right: sum.right + right,
      given: sum.given + given,
      wanted: sum.wanted + wanted,
    }),
    { right: 0, given: 0, wanted: 0 },
  );
}

/** One part as an evaluation tells it. */
export function groupOf(name: string, hits: Hits, overlap: number | null = null): GroupMetrics {
  return {
    name,
    precision: precisionOf(hits),
    recall: recallOf(hits),
    f1: f1Of(hits),
    overlap_f1: overlap,
    support: hits.wanted,
    predicted: hits.given,
  };
}

/** Weakest first; equal ones by how many were wanted, then by name. */
export function weakestFirst(groups: readonly GroupMetrics[]): GroupMetrics[] {
  return groups.toSorted(
    (a, b) => (a.f1 ?? 0) - (b.f1 ?? 0) || b.support - a.support || (a.name < b.name ? -1 : 1),
  );
}
