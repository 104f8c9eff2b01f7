import type { ArtifactStore } from '../contracts/artifact.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import { STAGE_NAMES, type StageName } from '../contracts/names.ts';
import type { Stage } from '../contracts/stage.ts';
import type { WorkQueue } from '../queue/port.ts';
import type { Database } from '../store/database/database.ts';
import { freeDeliveriesOf } from '../store/rows/notice-deliveries.ts';
import { forgetNotices } from '../store/rows/notices.ts';
import { freeParts, freePartsOf } from '../store/rows/parts.ts';
import { activeRuns, nextGeneration, type RunRow } from '../store/rows/runs.ts';
import { liveStages, stagesOf } from '../store/rows/stage-runs.ts';
import { expireRaw } from './expire-raw.ts';
import { offerDue } from './notices/service.ts';

/** Without a heartbeat for this long, whoever had the stage is taken for dead. */
const DEAD_AFTER_SECONDS = 15;

/** A run so young may still be on its way into the queue. */
const GRACE_MS = 2000;

const ROUND_MS = 5000;
const ROUNDS_OF_AN_HOUR = 720;
/** What was told to the outside is of use as long as somebody may ask whether they were told. */
const NOTICES_KEPT_DAYS = 90;

export interface ReconcilerParts {
  readonly database: Database;
  readonly artifacts: Pick<ArtifactStore, 'remove'>;
  readonly queue: WorkQueue;
  readonly stages: Readonly<Record<StageName, Stage>>;
  readonly owner: string;
  /** Whether this service has targets for notices; left out: none. */
  readonly carriesNotices?: boolean;
  /** What is healed besides runs; nothing in tools that only queue. */
  readonly triggers?: { heal(): Promise<void> };
}

/** Puts the unfinished stages of a run into the queue under a new generation. */
export async function enqueueRun(
  parts: ReconcilerParts,
  run: Pick<RunRow, 'id' | 'generation'>,
): Promise<void> {
  const done = new Set(
    (await stagesOf(parts.database, [run.id])).filter((row) => row.status === 'done').map((row) => row.stage),
  );
  const stages = STAGE_NAMES.filter((name) => !done.has(name)).map((stage) => ({
    stage,
    pool: parts.stages[stage].pool,
  }));
  await parts.queue.enqueue({ runId: run.id, generation: run.generation, stages });
}

/**
 * Heals the difference between the database, which knows which runs are under way, and the queue, which may have lost
 * them: every active run that nobody works on and that the queue does not hold is queued anew, and parts that nobody works
 * on are offered again, and notices whose time has come. `restarted` says that
 * this service has just begun, so that nothing that it is recorded to be working on is alive.
 */
export async function reconcile(parts: ReconcilerParts, restarted = false): Promise<number> {
  if (restarted) {
    await freePartsOf(parts.database, parts.owner);
    await freeDeliveriesOf(parts.database, parts.owner);
    await forgetNotices(parts.database, NOTICES_KEPT_DAYS);
  }
  let healed = 0;
  for (const run of await activeRuns(parts.database)) {
    if (!(await isLost(parts, run, restarted))) continue;
    const generation = await nextGeneration(parts.database, run.id);
    if (generation === null) continue;
    await enqueueRun(parts, { id: run.id, generation });
    healed++;
  }
  await parts.queue.offerParts(await freeParts(parts.database));
  if (parts.carriesNotices) await offerDue(parts);
  return healed;
}

async function isLost(parts: ReconcilerParts, run: RunRow, restarted: boolean): Promise<boolean> {
  const live = await liveStages(parts.database, run.id, DEAD_AFTER_SECONDS, restarted ? parts.owner : null);
  if (live.length > 0) return false;
  const rows = await stagesOf(parts.database, [run.id]);
  // A worker that died holds its job until the lock runs out; its run need not wait for that.
  if (rows.some((row) => row.status === 'running')) return true;
  if (Date.now() - run.created_at.getTime() < GRACE_MS) return false;
  const lastStage = STAGE_NAMES.at(-1)!;
  const pool = parts.stages[lastStage].pool;
  return !(await parts.queue.holds({ runId: run.id, generation: run.generation, lastStage, pool }));
}

/** Reconciles now and every few seconds. Faults of the outside are met again at the next round, and reported. */
export class Reconciler {
  readonly #parts: ReconcilerParts;
  readonly #onError: (error: TouchstoneError) => void;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> = Promise.resolve();
  #rounds = 0;

  constructor(parts: ReconcilerParts, onError: (error: TouchstoneError) => void) {
    this.#parts = parts;
    this.#onError = onError;
  }

  async start(): Promise<void> {
    await reconcile(this.#parts, true);
    await this.#parts.triggers?.heal();
    this.#schedule();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#round;
    clearTimeout(this.#timer);
  }

  async #tidySeldom(): Promise<void> {
    this.#rounds += 1;
    if (this.#rounds % ROUNDS_OF_AN_HOUR === 0) await forgetNotices(this.#parts.database, NOTICES_KEPT_DAYS);
  }

  #schedule(): void {
    this.#timer = setTimeout(() => {
      this.#round = reconcile(this.#parts)
        .then(() => this.#parts.triggers?.heal())
        .then(() => expireRaw(this.#parts))
        .then(() => this.#tidySeldom())
        .catch((error: unknown) => this.#onError(TouchstoneError.from(error)))
        .finally(() => this.#schedule());
    }, ROUND_MS);
  }
}
