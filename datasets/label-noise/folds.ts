/** Records to be put into folds; each array has one entry a record. */
export interface FoldInput {
  /** Class, from 0. */
  readonly classOf: Uint32Array;
  /** Records of one group go the same way. */
  readonly groupOf: Uint32Array;
  /** A number that follows from the record's content alone. */
  readonly keyOf: Uint32Array;
}

interface Group {
  size: number;
  /** The least key of its members, and the class of that one. */
  key: number;
  label: number;
}

/**
 * The fold of each record, 0 to `folds` − 1: groups whole, the largest first, each into the fold that has the fewest records
 * of its class (then the fewest in all, then the first). Groups of one size are taken in the order of their keys, so that
 * the order of the file does not matter.
 */
export function foldsOf({ classOf, groupOf, keyOf }: FoldInput, folds: number): Uint8Array {
  const groups = new Map<number, Group>();
  for (const [row, number] of groupOf.entries()) {
    const key = keyOf[row]!;
    const label = classOf[row]!;
    const group = groups.get(number);
    if (group === undefined) {
      groups.set(number, { size: 1, key, label });
      continue;
    }
    group.size += 1;
    if (key < group.key || (key === group.key && label < group.label)) Object.assign(group, { key, label });
  }
  const inOrder = [...groups].sort(([, a], [, b]) => b.size - a.size || a.key - b.key || a.label - b.label);
  const classes = classOf.reduce((most, label) => Math.max(most, label + 1), 0);
  const counts = new Uint32Array(folds * classes);
  const totals = new Uint32Array(folds);
  const chosen = new Map<number, number>();
  for (const [number, { size, label }] of inOrder) {
    let best = 0;
    for (let fold = 1; fold < folds; fold++) {
      const fewer = counts[fold * classes + label]! - counts[best * classes + label]!;
      if (fewer < 0 || (fewer === 0 && totals[fold]! < totals[best]!)) best = fold;
    }
    counts[best * classes + label]! += size;
    totals[best]! += size;
    chosen.set(number, best);
  }
  return Uint8Array.from(groupOf, (number) => chosen.get(number)!);
}
