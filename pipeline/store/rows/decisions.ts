import { newId } from '../../config/ids.ts';
import type { DatasetDecision } from '../../contracts/decisions.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { DecisionView, Page } from '../../contracts/views.ts';
import type { Database, Queryable } from '../database/database.ts';
import { type PageWindow, pageOf } from './page.ts';

interface DecisionRow extends DatasetDecision {
  readonly id: string;
  readonly dataset: string;
  readonly record: string | null;
  readonly created_at: Date;
  readonly withdrawn_at: Date | null;
  readonly withdrawn_by: string | null;
  readonly withdrawn_reason: string | null;
}

const COLUMNS =
  'id, dataset, content, rule, record, action, label, by, reason, created_at, withdrawn_at, withdrawn_by, withdrawn_reason';

/** A decision that is about to be made. */
export interface DecisionDraft extends DatasetDecision {
  readonly dataset: string;
  /** What the record was called when it was decided about; for people. */
  readonly record: string | null;
}

/** Puts a decision in force; an earlier one about the same record or rule gives way to it, and stays on record. */
export async function addDecision(database: Database, draft: DecisionDraft): Promise<DecisionView> {
  const { dataset, content, rule, record, action, label, by, reason } = draft;
  return database.transaction(async (sql) => {
    // The dataset's row is the lock: of two decisions about one thing, one comes after the other.
    await sql.query('SELECT name FROM touchstone.datasets WHERE name = $1 FOR UPDATE', [dataset]);
    await sql.query(
      `UPDATE touchstone.dataset_decisions SET withdrawn_at = now(), withdrawn_by = $4, withdrawn_reason = $5
        WHERE dataset = $1 AND content IS NOT DISTINCT FROM $2 AND rule IS NOT DISTINCT FROM $3 AND withdrawn_at IS NULL`,
      [dataset, content, rule, by, reason],
    );
    const [row] = await sql.query<DecisionRow>(
      `INSERT INTO touchstone.dataset_decisions (id, dataset, content, rule, record, action, label, by, reason)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${COLUMNS}`,
      [newId('dec'), dataset, content, rule, record, action, label, by, reason],
    );
    return decisionView(row!);
  });
}

/** Takes a decision back; it stays on record. Errors: `DECISION_NOT_FOUND`, `DECISION_WITHDRAWN`. */
export async function withdrawDecision(
  database: Database,
  request: { dataset: string; id: string; by: string; reason: string },
): Promise<DecisionView> {
  const { dataset, id, by, reason } = request;
  const [row] = await database.query<DecisionRow>(
    `UPDATE touchstone.dataset_decisions SET withdrawn_at = now(), withdrawn_by = $3, withdrawn_reason = $4
      WHERE dataset = $1 AND id = $2 AND withdrawn_at IS NULL RETURNING ${COLUMNS}`,
    [dataset, id, by, reason],
  );
  if (row) return decisionView(row);
  const [known] = await database.query(
    'SELECT id FROM touchstone.dataset_decisions WHERE dataset = $1 AND id = $2',
    [dataset, id],
  );
  throw new TouchstoneError(known ? 'DECISION_WITHDRAWN' : 'DECISION_NOT_FOUND', {
    params: { dataset, id },
  });
}

/** Newest first; `all` also gives those that were withdrawn. */
export async function listDecisions(
  sql: Queryable,
  dataset: string,
  all: boolean,
  window: PageWindow,
): Promise<Page<DecisionView>> {
  const rows = await sql.query<DecisionRow>(
    `SELECT ${COLUMNS} FROM touchstone.dataset_decisions
      WHERE dataset = $1 AND ($2 OR withdrawn_at IS NULL) AND ($3::text IS NULL OR id < $3)
      ORDER BY id DESC LIMIT $4`,
    [dataset, all, window.after, window.limit + 1],
  );
  return pageOf(rows, window.limit, decisionView, (row) => row.id);
}

/**
 * What is in force for a dataset, as a stage takes it: in an order that follows from the decisions alone, without ids
 * and times, so that the same decisions made again are the same input.
 */
export async function decisionsInForce(sql: Queryable, dataset: string): Promise<DatasetDecision[]> {
  const rows = await sql.query<DatasetDecision>(
    `SELECT content, rule, action, label, by, reason FROM touchstone.dataset_decisions
      WHERE dataset = $1 AND withdrawn_at IS NULL
      ORDER BY rule COLLATE "C" NULLS LAST, content COLLATE "C"`,
    [dataset],
  );
  return rows.map(({ content, rule, action, label, by, reason }) => ({
    ...{ content, rule, action, label, by, reason },
  }));
}

function decisionView(row: DecisionRow): DecisionView {
  const { id, dataset, content, rule, record, action, label, by, reason } = row;
  return {
    ...{ id, dataset, content, rule, record, action, label, by, reason },
    createdAt: row.created_at.toISOString(),
    withdrawn:
      row.withdrawn_at === null
        ? null
        : { at: row.withdrawn_at.toISOString(), by: row.withdrawn_by!, reason: row.withdrawn_reason! },
  };
}
