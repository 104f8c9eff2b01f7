import type { SliceComparison } from '../../pipeline/contracts/evaluation.ts';
import { holm } from './statistics/holm.ts';
import type { SliceBy } from './statistics/slices.ts';

/** Parts of one column; of more values the most frequent are compared. */
const MOST_PARTS = 20;

/** A value, and the places of its records. */
export type SlicePart = readonly [value: string, places: readonly number[]];

/** The records of each value, the most frequent value first. */
export function slicePartsOf({ values }: SliceBy): readonly SlicePart[] {
  const parts = new Map<string, number[]>();
  values.forEach((value, at) => {
    if (value === null) return;
    const part = parts.get(value);
    if (part) part.push(at);
    else parts.set(value, [at]);
  });
  return [...parts].sort(([, a], [, b]) => b.length - a.length).slice(0, MOST_PARTS);
}

/** The confidence that each part's interval needs, so that those of all parts hold together (Bonferroni). */
export function simultaneous(
  divided: readonly { readonly parts: readonly unknown[] }[],
  confidence: number,
): number {
  const count = divided.reduce((sum, { parts }) => sum + parts.length, 0);
  return 1 - (1 - confidence) / Math.max(1, count);
}

/** The same comparisons with every p corrected for the number of all parts (Holm). */
export function withHolm(found: readonly SliceComparison[]): SliceComparison[] {
  const corrected = holm(found.flatMap(({ parts }) => parts.map(({ p }) => p ?? 1)));
  let next = 0;
  return found.map((slice) => ({
    ...slice,
    parts: slice.parts.map((part) => ({ ...part, p: corrected[next++]! })),
  }));
}
