/**
 * Indices of the points that suffice to draw a curve: no point left out lies farther than `tolerance` from the line
 * through those kept. First and last are always kept; a tolerance of 0 keeps all.
 * Source: Douglas and Peucker 1973, after a pass that leaves out what moves by less than a quarter of the tolerance, so
 * that a hundred thousand points cost little more than one look at each.
 * @param xs, ys equally long, at least one point, in [0, 1]
 */
export function outline(xs: Float64Array, ys: Float64Array, tolerance: number): number[] {
  if (tolerance === 0) return Array.from(xs, (_, i) => i);
  const moved = moving(xs, ys, tolerance / 4);
  const kept = new Uint8Array(moved.length);
  kept[0] = 1;
  kept[moved.length - 1] = 1;
  const open: [from: number, to: number][] = [[0, moved.length - 1]];
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const [from, to] = range;
    const [x0, y0] = [xs[moved[from]!]!, ys[moved[from]!]!];
    const [dx, dy] = [xs[moved[to]!]! - x0, ys[moved[to]!]! - y0];
    const length = Math.hypot(dx, dy);
    let [farthest, most] = [-1, tolerance];
    for (let i = from + 1; i < to; i++) {
      const [px, py] = [xs[moved[i]!]! - x0, ys[moved[i]!]! - y0];
      const distance = length === 0 ? Math.hypot(px, py) : Math.abs(px * dy - py * dx) / length;
      if (distance > most) [farthest, most] = [i, distance];
    }
    if (farthest < 0) continue;
    kept[farthest] = 1;
    open.push([from, farthest], [farthest, to]);
  }
  return moved.filter((_, i) => kept[i] === 1);
}

/** Points that lie at least `least` from the last one kept, each with the one before it, so that corners stay. */
function moving(xs: Float64Array, ys: Float64Array, least: number): number[] {
  const kept = [0];
  for (let i = 1; i < xs.length; i++) {
    const last = kept.at(-1)!;
    if (Math.max(Math.abs(xs[i]! - xs[last]!), Math.abs(ys[i]! - ys[last]!)) < least) continue;
    if (i - 1 > last) kept.push(i - 1);
    kept.push(i);
  }
  if (kept.at(-1) !== xs.length - 1) kept.push(xs.length - 1);
  return kept;
}
