import type { Page, UnmaskingView } from '../../contracts/views.ts';
import type { Queryable } from '../database/database.ts';
import { type PageWindow, pageOf, versionAfter } from './page.ts';

interface UnmaskingRow extends Omit<UnmaskingView, 'run' | 'at'> {
  readonly id: string;
  readonly run_id: string;
  readonly at: Date;
}

/** Writes down that somebody saw, or wanted to see, masked personal data. */
export async function addUnmasking(sql: Queryable, unmasking: Omit<UnmaskingView, 'at'>): Promise<void> {
  const { run, record, by, reason, outcome } = unmasking;
  await sql.query(
    'INSERT INTO touchstone.unmaskings (run_id, record, by, reason, outcome) VALUES ($1, $2, $3, $4, $5)',
    [run, record, by, reason, outcome],
  );
}

/** Newest first. */
export async function listUnmaskings(
  sql: Queryable,
  run: string,
  window: PageWindow,
): Promise<Page<UnmaskingView>> {
  const rows = await sql.query<UnmaskingRow>(
    `SELECT id, run_id, record, by, reason, outcome, at FROM touchstone.unmaskings
      WHERE run_id = $1 AND ($2::bigint IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
    [run, versionAfter(window), window.limit + 1],
  );
  return pageOf(
    rows,
    window.limit,
    ({ run_id, record, by, reason, outcome, at }) => ({
      ...{ run: run_id, record, by, reason, outcome },
      at: at.toISOString(),
    }),
    (row) => String(row.id),
  );
}
