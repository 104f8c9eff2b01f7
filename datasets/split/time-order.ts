import { type Draft, leaveOut, place } from './draft.ts';
import type { Shares } from './draw.ts';
import type { SplitPool } from './pool.ts';

/**
 * Draws the newest training records for the test, the newest of the rest for validation; every record that is left is
 * older than any that was drawn. Records of one moment stay together, so that a share is met as nearly as moments
 * allow. Records without a date are left out: nothing shows that they are older than the test.
 *
 * Unlike `drawByContent`, this moves records when newer ones are added: yesterday's test is today's past.
 */
export function drawByTime(pool: SplitPool, draft: Draft, shares: Shares): void {
  const rows: number[] = [];
  for (const [row, at] of draft.places.entries()) {
    if (at !== 'train') continue;
    if (Number.isNaN(pool.momentOf[row])) leaveOut(draft, row, 'undated');
    else rows.push(row);
  }
  const moments = Float64Array.from(rows, (row) => pool.momentOf[row]!).sort();
  const testFrom = cut(moments, shares.test);
  const rest = moments.subarray(0, testFrom);
  const validationFrom = cut(rest, shares.validation);
  const [firstTest, firstValidation] = [moments[testFrom] ?? Infinity, rest[validationFrom] ?? Infinity];
  for (const row of rows) {
    const moment = pool.momentOf[row]!;
    if (moment >= firstTest) place(draft, row, 'test');
    else if (moment >= firstValidation) place(draft, row, 'validation');
  }
}

/** Where the newest `share` of ascending moments begins, between two different ones; their number where nowhere. */
function cut(moments: Float64Array, share: number): number {
  const count = moments.length;
  const wanted = Math.round(share * count);
  if (wanted === 0 || count < 2) return count;
  const middle = count - Math.min(wanted, count - 1);
  let before = middle;
  while (before > 0 && moments[before - 1] === moments[middle]) before -= 1;
  let after = middle;
  while (after < count && moments[after] === moments[middle]) after += 1;
  if (before === 0) return after;
  return after < count && after - middle < middle - before ? after : before;
}
