import { type Draft, place } from './draft.ts';
import type { SplitPool } from './pool.ts';

/** What part of the records is drawn; 0: none. `validation` counts from what the test leaves. */
export interface Shares {
  readonly test: number;
  readonly validation: number;
}

/**
 * Draws the test and the validation from the training records, generated ones excepted.
 *
 * A record is drawn when a number in [0, 1) that follows from the seed and its question (or its group) alone lies below
 * the share. So a record's place does not depend on any other record, and adding, removing or reordering others cannot
 * move it. This is the only kind of rule of which that is true: a rule that no addition can upset must place a record
 * among others as it would place it alone. Exact shares, or a number promised to each label, would have to count the
 * others; so a label of n questions has its share s in the long run only, with a standard deviation of √(s·(1 − s) / n):
 * at s = 0.2 and n = 100, between 12 % and 28 % in nineteen cases of twenty. The draw knows no labels, which makes it
 * the same draw for each of them. What must be promised besides, `lend` sees to, and names.
 */
export function drawByContent(pool: SplitPool, draft: Draft, shares: Shares): void {
  for (const [row, at] of draft.places.entries()) {
    if (at !== 'train') continue;
    if (pool.testDraw(row) < shares.test) place(draft, row, 'test');
    else if (pool.validationDraw(row) < shares.validation) place(draft, row, 'validation');
  }
}
