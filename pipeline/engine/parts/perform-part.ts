import { join } from 'node:path';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { Part, PartRequest, PartSeat } from '../../contracts/part.ts';
import type { StageResult } from '../../contracts/stage.ts';
import type { PartJob } from '../../queue/catalog.ts';
import type { JobOutcome } from '../../queue/job-outcome.ts';
import { beatPart, claimPart, finishPart, leavePart, type PartClaim } from '../../store/rows/parts.ts';
import { makePart } from '../../threads/make-part.ts';
import type { EngineParts } from '../engine-parts.ts';
import type { KeyParts } from '../stage-key.ts';

/** A heartbeat goes out this often. */
const BEAT_MS = 3000;
/** All threads of this service are at work: the part is offered again after this. */
const BUSY_SECONDS = 1;

/** What the key of a part is made of. */
export function keyPartsOf(part: Part, { inputs, config }: PartRequest): KeyParts {
  const digests = Object.entries(inputs).map(([name, blob]) => [name, blob?.digest ?? null]);
  return { stage: part.name, version: part.version, config, inputs: Object.fromEntries(digests) };
}

/**
 * Makes a part that we claimed, and remembers its result. Errors: those of the part; the signal's reason. A fault that
 * everybody would meet stays with the part; after any other it is free again.
 */
export async function performPart(
  parts: EngineParts,
  claim: PartClaim,
  seat: PartSeat,
  signal: AbortSignal,
): Promise<StageResult> {
  const unwanted = new AbortController();
  const timer = setInterval(() => {
    beatPart(parts.database, claim)
      .then((wanted) => wanted || unwanted.abort(new TouchstoneError('RUN_CANCELLED')))
      // The database is out of reach for the moment: the work goes on, and its end will wait for the database.
      .catch(() => {});
  }, BEAT_MS);
  const stop = AbortSignal.any([signal, unwanted.signal]);
  try {
    const part = await parts.parts[claim.part]();
    const { result } = await parts.memory.once(keyPartsOf(part, claim), (key) =>
      makePart(part, claim, {
        artifacts: parts.artifacts,
        seat,
        workDir: join(parts.workRoot, `part-${key}`),
        signal: stop,
      }),
    );
    await finishPart(parts.database, claim);
    return result;
  } catch (thrown) {
    const error = TouchstoneError.from(thrown);
    const lasting = !stop.aborted && !error.retryable;
    await leavePart(parts.database, claim, lasting ? error : null);
    throw stop.aborted ? stop.reason : thrown;
  } finally {
    clearInterval(timer);
  }
}

/** A part that the queue brought: made where a thread is free, if it is still wanted and nobody is at work on it. */
export async function performPartJob(
  parts: EngineParts,
  { runId, part: key, generation }: PartJob,
): Promise<JobOutcome> {
  if (parts.shutdown.aborted) return { kind: 'later', waitSeconds: 0 };
  const seat = parts.threads.freeSeat();
  if (seat === null) return { kind: 'later', waitSeconds: BUSY_SECONDS };
  try {
    const claim = await claimPart(parts.database, { runId, key, generation }, parts.owner);
    // What it failed with is for the stage that waits for it to say.
    if (claim !== null) await performPart(parts, claim, seat, parts.shutdown).catch(() => {});
    return { kind: 'done' };
  } finally {
    seat.leave();
  }
}
