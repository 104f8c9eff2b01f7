import type { StoredError } from '../../contracts/errors/error.ts';
import type { RunEvent, RunEventBody } from '../../contracts/events.ts';
import type { Queryable } from '../database/database.ts';
import { toJson } from '../database/to-json.ts';

/** Appends an event under the run's next number. */
export async function appendEvent(
  sql: Queryable,
  runId: string,
  body: RunEventBody<StoredError>,
): Promise<void> {
  await sql.query(
    `WITH next AS (UPDATE touchstone.runs SET event_seq = event_seq + 1 WHERE id = $1 RETURNING event_seq)
     INSERT INTO touchstone.run_events (run_id, seq, body) SELECT $1, event_seq, $2 FROM next`,
    [runId, toJson(body)],
  );
}

/** Events after `afterSeq`, oldest first, at most 500. */
export async function eventsAfter(
  sql: Queryable,
  runId: string,
  afterSeq: number,
): Promise<RunEvent<StoredError>[]> {
  const rows = await sql.query<{ seq: string; at: Date; body: RunEventBody<StoredError> }>(
    'SELECT seq, at, body FROM touchstone.run_events WHERE run_id = $1 AND seq > $2 ORDER BY seq LIMIT 500',
    [runId, afterSeq],
  );
  return rows.map((row) => ({ runId, seq: Number(row.seq), at: row.at.toISOString(), body: row.body }));
}
