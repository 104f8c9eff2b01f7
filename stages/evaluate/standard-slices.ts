import { labelGroups } from './statistics/label-groups.ts';
import { lengthBins, type SliceBy } from './statistics/slices.ts';

/** What records are divided by. */
export interface SliceFacts {
  /** Of each record; null where nothing is known of it. */
  readonly texts: readonly (string | null)[];
  /** True label of each record. */
  readonly truth: readonly string[];
  /** Columns of the records, a value a record, null where it has none. */
  readonly columns: ReadonlyMap<string, readonly (string | null)[]>;
}

/** By length, group of labels, frequency of the label, and the columns; a division into one part is left out. */
export function standardSlices({ texts, truth, columns }: SliceFacts): SliceBy[] {
  const lengths = lengthBins(texts.map((text) => (text === null ? null : [...text].length)));
  return [
    { by: 'length', values: lengths },
    ...[...columns].map(([by, values]) => ({ by, values })),
    ...labelGroups(truth),
  ].filter(({ values }) => new Set(values.filter((value) => value !== null)).size > 1);
}
