import type { DeliveryFault, NoticeFacts, NoticeType } from '../../contracts/notices.ts';
import type { Queryable } from '../database/database.ts';
import { toJson } from '../database/to-json.ts';

/** One notice on its way to one target, in one round. */
export interface DeliveryKey {
  readonly notice: string;
  readonly target: string;
  readonly round: number;
}

/** A delivery that is ours until its time is up. */
export interface DeliveryClaim extends DeliveryKey {
  readonly attempt: number;
  /** Failed tries of this round so far. */
  readonly failures: number;
  readonly type: NoticeType;
  readonly name: string;
  readonly runId: string | null;
  readonly triggerId: string | null;
  readonly facts: NoticeFacts | null;
  readonly at: Date;
}

/** A queue may bring a job a little before its time. */
const EARLY_SECONDS = 1;

/** Deliveries whose time has come, for the queue. */
export async function dueDeliveries(sql: Queryable): Promise<DeliveryKey[]> {
  return sql.query<DeliveryKey>(
    `SELECT notice_id AS notice, target, round FROM touchstone.notice_deliveries
      WHERE status = 'pending' AND next_at <= now() ORDER BY next_at LIMIT 500`,
  );
}

/** Takes a delivery for so many seconds; null where it is not wanted any more, not due, or in other hands. */
export async function claimDelivery(
  sql: Queryable,
  { notice, target, round }: DeliveryKey,
  leaseSeconds: number,
  owner: string,
): Promise<DeliveryClaim | null> {
  const [row] = await sql.query<Omit<DeliveryClaim, keyof DeliveryKey>>(
    `UPDATE touchstone.notice_deliveries d
        SET attempts = d.attempts + 1, last_at = now(), next_at = now() + make_interval(secs => $4), owner = $5
       FROM touchstone.notices n
      WHERE n.id = d.notice_id AND d.notice_id = $1 AND d.target = $2 AND d.round = $3 AND d.status = 'pending'
        AND d.next_at <= now() + make_interval(secs => ${EARLY_SECONDS})
     RETURNING d.attempts AS attempt, d.failures, n.type, n.name, n.run_id AS "runId", n.trigger_id AS "triggerId", n.facts, n.at`,
    [notice, target, round, leaseSeconds, owner],
  );
  return row === undefined ? null : { notice, target, round, ...row };
}

const OURS = `notice_id = $1 AND target = $2 AND attempts = $3 AND status = 'pending'`;

function fence({ notice, target, attempt }: DeliveryClaim): unknown[] {
  return [notice, target, attempt];
}

/** It has arrived. False where another try has taken over meanwhile. */
export async function markDelivered(sql: Queryable, claim: DeliveryClaim): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE touchstone.notice_deliveries SET status = 'delivered', delivered_at = now(), fault = NULL
      WHERE ${OURS} RETURNING target`,
    fence(claim),
  );
  return rows.length > 0;
}

/** It has not, and is tried again after a while. */
export async function putOffDelivery(
  sql: Queryable,
  claim: DeliveryClaim,
  fault: DeliveryFault,
  waitSeconds: number,
): Promise<void> {
  await sql.query(
    `UPDATE touchstone.notice_deliveries
        SET failures = failures + 1, fault = $4, owner = NULL, next_at = now() + make_interval(secs => $5) WHERE ${OURS}`,
    [...fence(claim), toJson(fault), waitSeconds],
  );
}

/** It has not, and is not tried again unless somebody asks. */
export async function endDelivery(sql: Queryable, claim: DeliveryClaim, fault: DeliveryFault): Promise<void> {
  await sql.query(
    `UPDATE touchstone.notice_deliveries SET failures = failures + 1, status = 'failed', fault = $4 WHERE ${OURS}`,
    [...fence(claim), toJson(fault)],
  );
}

/** Gives a delivery back that was broken off by ourselves: it counts for nothing. */
export async function releaseDelivery(sql: Queryable, claim: DeliveryClaim): Promise<void> {
  await sql.query(
    `UPDATE touchstone.notice_deliveries SET next_at = now(), owner = NULL WHERE ${OURS}`,
    fence(claim),
  );
}

/** Frees what a service had in hand that has just begun anew: nothing that it is recorded to be working on is alive. */
export async function freeDeliveriesOf(sql: Queryable, owner: string): Promise<void> {
  await sql.query(
    `UPDATE touchstone.notice_deliveries SET next_at = now(), owner = NULL WHERE owner = $1 AND status = 'pending'`,
    [owner],
  );
}

/** Keeps what a notice says; what was kept first stays. */
export async function keepFacts(sql: Queryable, id: string, facts: NoticeFacts): Promise<NoticeFacts> {
  const [row] = await sql.query<{ facts: NoticeFacts }>(
    'UPDATE touchstone.notices SET facts = coalesce(facts, $2) WHERE id = $1 RETURNING facts',
    [id, toJson(facts)],
  );
  return row!.facts;
}
