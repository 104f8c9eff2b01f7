import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { DeliveryFault, SendOutcome } from '../../contracts/notices.ts';
import { noticeJobSchema } from '../../queue/catalog.ts';
import type { JobOutcome } from '../../queue/job-outcome.ts';
import type { Queryable } from '../../store/database/database.ts';
import {
  claimDelivery,
  type DeliveryClaim,
  type DeliveryKey,
  endDelivery,
  keepFacts,
  markDelivered,
  putOffDelivery,
  releaseDelivery,
} from '../../store/rows/notice-deliveries.ts';
import { noteArrival, noteFailure } from '../../store/rows/notice-targets.ts';
import { gatherFacts } from './facts.ts';
import type { NoticeParts } from './notice-parts.ts';

/** Longer than any try takes, so that nobody takes over what is still under way. */
const LEASE_SECONDS = 120;
/** Whatever a target asks for, it is tried again within a day. */
const LONGEST_WAIT_SECONDS = 86_400;

const DONE: JobOutcome = { kind: 'done' };

/**
 * Carries one notice to one target, once, whoever asks how often. The queue's message is only a hint: the database says
 * whether the delivery is wanted, due and in nobody's hands.
 */
export async function performDelivery(parts: NoticeParts, payload: unknown): Promise<JobOutcome> {
  const job = noticeJobSchema.safeParse(payload);
  // Nothing is lost with it: what is due is offered again from the database.
  if (!job.success) return { kind: 'failed', reason: 'QUEUE_PAYLOAD' };
  if (parts.shutdown.aborted) return { kind: 'later', waitSeconds: 0 };
  const claim = await claimNow(parts.database, parts, job.data);
  if (claim === null) return DONE;
  const outcome = await tryOnce(parts, claim);
  if (outcome === null) return { kind: 'later', waitSeconds: 0 };
  if (outcome.kind === 'delivered') return arrived(parts, claim);
  const wait = waitOf(parts, claim, outcome);
  if (wait === null) await endDelivery(parts.database, claim, outcome.fault);
  else await putOffDelivery(parts.database, claim, outcome.fault, wait);
  await countAgainst(parts, claim, outcome);
  return wait === null ? DONE : { kind: 'later', waitSeconds: wait };
}

/** Takes a delivery; to be called in the transaction that makes it, where nobody else is to have it. */
export function claimNow(
  sql: Queryable,
  { owner }: Pick<NoticeParts, 'owner'>,
  key: DeliveryKey,
): Promise<DeliveryClaim | null> {
  return claimDelivery(sql, key, LEASE_SECONDS, owner);
}

/** One try that is the only one, for a test by hand. Null: it arrived. */
export async function deliverOnce(parts: NoticeParts, claim: DeliveryClaim): Promise<DeliveryFault | null> {
  const outcome = await tryOnce(parts, claim);
  if (outcome === null) return { code: 'interrupted', detail: '' };
  if (outcome.kind === 'delivered') {
    await arrived(parts, claim);
    return null;
  }
  await endDelivery(parts.database, claim, outcome.fault);
  await countAgainst(parts, claim, outcome);
  return outcome.fault;
}

/** Null: this service is stopping, and the delivery is free again. */
async function tryOnce(parts: NoticeParts, claim: DeliveryClaim): Promise<SendOutcome | null> {
  try {
    const facts =
      claim.facts ?? (await keepFacts(parts.database, claim.notice, await gatherFacts(parts, claim)));
    const parcel = { id: claim.notice, at: claim.at.toISOString(), facts };
    return await parts.post.send(claim.target, parcel, parts.shutdown);
  } catch (thrown) {
    if (parts.shutdown.aborted) {
      await releaseDelivery(parts.database, claim);
      return null;
    }
    const { code } = TouchstoneError.from(thrown);
    // Another service may know it: its settings are newer, or ours are.
    if (code === 'NOTICE_TARGET_UNKNOWN') return failed({ code: 'target_unknown', detail: '' });
    return failed({ code: 'interrupted', detail: code });
  }
}

function failed(fault: DeliveryFault): Failure {
  return { kind: 'failed', fault, retry: 'later', waitSeconds: null };
}

async function arrived({ database }: NoticeParts, claim: DeliveryClaim): Promise<JobOutcome> {
  await markDelivered(database, claim);
  await noteArrival(database, claim.target);
  return DONE;
}

type Failure = Extract<SendOutcome, { kind: 'failed' }>;

/** Seconds until the next try; null: there is none. */
function waitOf({ post }: NoticeParts, claim: DeliveryClaim, { retry, waitSeconds }: Failure): number | null {
  if (retry !== 'later') return null;
  const wait = post.waitAfter(claim.failures + 1);
  return wait === null ? null : Math.min(Math.max(wait, waitSeconds ?? 0), LONGEST_WAIT_SECONDS);
}

/** A fault of ours, or of the settings, says nothing of the target. */
async function countAgainst(
  parts: NoticeParts,
  { target }: DeliveryClaim,
  { fault, retry }: Failure,
): Promise<void> {
  if (fault.code === 'interrupted' || fault.code === 'target_unknown') return;
  const offAfter = retry === 'off' ? 0 : parts.post.offAfterSeconds;
  await noteFailure(parts.database, target, fault, offAfter);
}
