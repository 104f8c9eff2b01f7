/**
 * Records of a paired comparison, counted by (truth, answer of a, answer of b). Cells are in order of truth, then a,
 * then b; only cells that hold a record are kept. Paired statistics need nothing else.
 */
export interface JointCells {
  readonly classes: number;
  readonly n: number;
  readonly truth: Int32Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly counts: Float64Array;
}

/**
 * Counts records by (truth, a, b).
 * @param truth class index of each record in [0, classes)
 * @param a answers of the first system, aligned with `truth`; `b` those of the second
 */
export function jointCells(
  classes: number,
  truth: ArrayLike<number>,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): JointCells {
  if (a.length !== truth.length || b.length !== truth.length) {
    throw new RangeError(`${truth.length} truths but ${a.length} and ${b.length} answers`);
  }
  const byCell = new Map<number, number>();
  for (let i = 0; i < truth.length; i++) {
    const cell = (truth[i]! * classes + a[i]!) * classes + b[i]!;
    byCell.set(cell, (byCell.get(cell) ?? 0) + 1);
  }
  const cells = [...byCell.keys()].sort((x, y) => x - y);
  return {
    classes,
    n: truth.length,
    truth: Int32Array.from(cells, (cell) => Math.floor(cell / (classes * classes))),
    a: Int32Array.from(cells, (cell) => Math.floor(cell / classes) % classes),
    b: Int32Array.from(cells, (cell) => cell % classes),
    counts: Float64Array.from(cells, (cell) => byCell.get(cell)!),
  };
}

/** Records that only a, or only b, answered right. */
export function discordance(cells: JointCells): { onlyA: number; onlyB: number } {
  let onlyA = 0;
  let onlyB = 0;
  cells.counts.forEach((count, i) => {
    const aRight = cells.a[i] === cells.truth[i];
    const bRight = cells.b[i] === cells.truth[i];
    if (aRight && !bRight) onlyA += count;
    if (bRight && !aRight) onlyB += count;
  });
  return { onlyA, onlyB };
}
