import { newId } from '../../config/ids.ts';
import { type StoredError, TouchstoneError } from '../../contracts/errors/error.ts';
import type { TriggerKind } from '../../contracts/names.ts';
import type { TriggerCause } from '../../contracts/triggers.ts';
import type { Database, Queryable } from '../../store/database/database.ts';
import { datasetByName } from '../../store/rows/datasets.ts';
import { holdRaw } from '../../store/rows/expiry.ts';
import { pausedError, pipelineByName } from '../../store/rows/pipelines.ts';
import { insertRun, latestSubstances, recordDecision, runOfWork } from '../../store/rows/runs.ts';
import {
  freeKey,
  insertPending,
  newTriggerId,
  type Settlement,
  settleTrigger,
  type TriggerDraft,
  type TriggerRow,
  triggerById,
  triggerByKey,
  triggerIfThere,
} from '../../store/rows/triggers.ts';
import { runEvent } from '../event-bodies.ts';
import type { Happening, Happenings } from '../happenings.ts';
import type { RunEvents } from '../run-events.ts';
import { type AskedWork, askedWorkSchema } from './asked-work.ts';
import { checkName, type DraftParts, draftRun, type RunDraft } from './run-draft.ts';

/** Somebody waits for the answer and is told of a refusal, so that it need not be remembered for when they ask again. */
const WAITED_FOR: ReadonlySet<TriggerKind> = new Set(['api', 'cli', 'jenkins']);

/** Whoever asks by hand wants a run; an equal one that has ended already is not what they ask for. */
const BY_HAND: ReadonlySet<TriggerKind> = new Set(['api', 'cli']);

export interface DoorParts extends DraftParts {
  readonly database: Database;
  readonly events: RunEvents;
  readonly happenings: Happenings;
  /** An equal run that began so long ago, and has ended, still answers a trigger that nobody pulled by hand. */
  readonly windowSeconds: number;
  /** Queues a run's unfinished stages under a new generation. */
  requeue(runId: string): Promise<void>;
}

/** One trigger: who, why, for which name, and what is to be run. */
export interface PulledTrigger {
  readonly name: string;
  readonly cause: TriggerCause;
  /** Names the event within the name's triggers, so that hearing of it twice is hearing of it once. */
  readonly key: string | null;
  readonly asked: AskedWork;
}

/**
 * The one door through which every run begins, whatever started it. Each trigger is on record with what became of it;
 * triggers of one name are decided one after the other, by whichever service, so that equal ones give one run.
 */
export class TriggerDoor {
  readonly #parts: DoorParts;

  constructor(parts: DoorParts) {
    this.#parts = parts;
  }

  /** What people give for such a run, as one digest; nothing is put on record. Errors: as for a run. */
  async substanceOf(asked: Parameters<typeof draftRun>[1]): Promise<string> {
    return (await draftRun(this.#parts, asked)).substance;
  }

  /**
   * Decides at once. A refusal is put on record, and the record given back: `outcome` and `error` say it. Faults of the
   * outside (a store out of reach) are thrown, and leave nothing on record.
   */
  async pull(trigger: PulledTrigger): Promise<TriggerRow> {
    checkName(trigger.name);
    const draft = draftOf(trigger);
    if (draft.key !== null && !trigger.asked.again) {
      const known = await triggerByKey(this.#parts.database, draft.key);
      if (known !== null)
        return known.outcome === 'pending' ? this.settle(known.id) : this.#same(known, trigger);
    }
    return BY_HAND.has(trigger.cause.kind)
      ? this.#decide(draft, trigger.asked)
      : this.#decideForGood(draft, trigger.asked);
  }

  /**
   * Writes a trigger down within the caller's transaction, to be decided after it: by `settle`, or by the reconciler if
   * this service dies first. Gives its id; null where its key is on record already.
   */
  async announce(sql: Queryable, trigger: PulledTrigger): Promise<string | null> {
    const draft = draftOf(trigger);
    return (await insertPending(sql, draft, trigger.asked)) ? draft.id : null;
  }

  /** Decides about a trigger that was announced; one that is decided already stays as it is. */
  async settle(id: string): Promise<TriggerRow> {
    const row = await triggerById(this.#parts.database, id);
    if (row.outcome !== 'pending') return row;
    const asked = askedWorkSchema.safeParse(row.asked);
    const detail = `the trigger ${id} does not say what is to be run`;
    if (!asked.success) return this.#refuse(row, new TouchstoneError('INTERNAL', { params: { detail } }));
    return this.#decideForGood(row, asked.data);
  }

  /** Puts a trigger on record that came to nothing before there was anything to run. */
  async refuse(trigger: Omit<PulledTrigger, 'asked'>, error: TouchstoneError): Promise<TriggerRow> {
    checkName(trigger.name);
    const draft = draftOf(trigger);
    const known = draft.key === null ? null : await triggerByKey(this.#parts.database, draft.key);
    return known ?? this.#refuse(draft, error);
  }

  /** Nobody waits for the answer: whatever will be wrong again is better on record than tried for ever. */
  async #decideForGood(trigger: TriggerDraft, asked: AskedWork): Promise<TriggerRow> {
    try {
      return await this.#decide(trigger, asked);
    } catch (thrown) {
      const error = TouchstoneError.from(thrown);
      if (error.retryable) throw thrown;
      return this.#refuse(trigger, error);
    }
  }

  async #decide(trigger: TriggerDraft, asked: AskedWork): Promise<TriggerRow> {
    let run: RunDraft;
    try {
      run = await draftRun(this.#parts, await this.#workOf(trigger, asked));
    } catch (thrown) {
      return this.#refuse(trigger, finalError(thrown));
    }
    try {
      return await this.#enter(trigger, asked, run);
    } catch (thrown) {
      return this.#refuse(trigger, finalError(thrown), run);
    }
  }

  /** What is to be run, where a trigger only says "the pipeline". Errors: `PIPELINE_NOT_FOUND`, `PIPELINE_PAUSED`, `PIPELINE_NO_DATA`. */
  async #workOf(trigger: TriggerDraft, asked: AskedWork): Promise<Parameters<typeof draftRun>[1]> {
    const { name } = trigger;
    if (asked.of === 'request') return { name, ...asked };
    const { database } = this.#parts;
    const pipeline = await pipelineByName(database, name);
    if (pipeline.paused_at !== null && !BY_HAND.has(trigger.cause.kind)) throw pausedError(pipeline);
    const newest = async (dataset: string): Promise<string> => {
      const latest = await datasetByName(database, dataset).then(
        (found) => found.latest,
        (error: unknown) => {
          if (error instanceof TouchstoneError && error.code === 'DATASET_NOT_FOUND') return null;
          throw error;
        },
      );
      if (latest === null) throw new TouchstoneError('PIPELINE_NO_DATA', { params: { name, dataset } });
      return latest.id;
    };
    const dataset = asked.dataset ?? (await newest(pipeline.dataset));
    const test = pipeline.test === null ? null : await newest(pipeline.test);
    return { name, dataset, test, spec: pipeline.spec };
  }

  /** Starts the run, or finds that there is one already; with the record of it, in one transaction. */
  async #enter(trigger: TriggerDraft, asked: AskedWork, run: RunDraft): Promise<TriggerRow> {
    const id = newId('run');
    const happened: Happening[] = [];
    const row = await this.#parts.events.change(id, async (sql, tell) => {
      await lockName(sql, trigger.name);
      const claim = await claimed(sql, trigger, asked.again);
      if ('settled' in claim) return claim.settled;
      const found = await this.#equalRun(sql, trigger, asked, run);
      if (found === null) {
        const { dataset, test, suite, spec, substance, work } = run;
        const { kind, by } = trigger.cause;
        await holdRaw(sql, test === null ? [dataset.id] : [dataset.id, test.id]);
        const uploads = { dataset_id: dataset.id, test_id: test?.id ?? null };
        const row = { id, name: trigger.name, ...uploads, suite, spec, trigger: { kind, by } };
        await insertRun(sql, { ...row, substance, work });
        if (run.pairs !== null) await recordDecision(sql, id, run.pairs);
        await tell(runEvent('queued'));
      }
      const { outcome, run_id } = found ?? { outcome: 'started' as const, run_id: id };
      const settled = await settleTrigger(sql, claim.open, { ...factsOf(run), outcome, run_id, error: null });
      happened.push(await this.#record(sql, settled));
      return settled;
    });
    for (const one of happened) this.#parts.happenings.announce(one);
    if (row.run_id === id) await this.#parts.requeue(id);
    return row;
  }

  async #equalRun(
    sql: Queryable,
    { name, cause }: TriggerDraft,
    asked: AskedWork,
    { substance, work }: RunDraft,
  ): Promise<Pick<Settlement, 'outcome' | 'run_id'> | null> {
    if (asked.again) return null;
    // Of one that has ended, whoever asks for changes only is told that there are none.
    const seconds = BY_HAND.has(cause.kind) || asked.only_if_changed ? 0 : this.#parts.windowSeconds;
    const joined = await runOfWork(sql, { name, work, seconds });
    if (joined !== null) return { outcome: 'joined', run_id: joined };
    const unchanged = asked.only_if_changed ? await runBefore(sql, name, substance) : null;
    return unchanged === null ? null : { outcome: 'unchanged', run_id: unchanged };
  }

  /** A refusal of something that somebody waits for leaves its key free: when the reason is gone, the same may be asked again. */
  async #refuse(trigger: TriggerDraft, error: TouchstoneError, run?: RunDraft): Promise<TriggerRow> {
    const draft = WAITED_FOR.has(trigger.cause.kind) ? { ...trigger, key: null } : trigger;
    const facts = run === undefined ? NO_FACTS : factsOf(run);
    const happened: Happening[] = [];
    const row = await this.#parts.database.transaction(async (sql) => {
      await lockName(sql, trigger.name);
      const claim = await claimed(sql, draft, false);
      if ('settled' in claim) return claim.settled;
      const end = { ...facts, outcome: 'refused' as const, run_id: null, error: error.toJSON() };
      const settled = await settleTrigger(sql, claim.open, end);
      happened.push(await this.#record(sql, settled));
      return settled;
    });
    for (const one of happened) this.#parts.happenings.announce(one);
    return row;
  }

  async #record(sql: Queryable, { id, name, outcome, run_id }: TriggerRow): Promise<Happening> {
    if (outcome === 'pending') throw new TypeError('a pending trigger is not settled');
    const happening = { type: 'trigger_settled', triggerId: id, name, outcome, runId: run_id } as const;
    await this.#parts.happenings.record(sql, happening);
    return happening;
  }

  /** The record of a key, as long as it is about the same data and spec. Error: `TRIGGER_KEY_REUSED`. */
  async #same(known: TriggerRow, trigger: PulledTrigger): Promise<TriggerRow> {
    if (known.outcome === 'refused' || trigger.asked.of === 'pipeline') return known;
    const { dataset, test, specDigest } = await draftRun(this.#parts, {
      name: trigger.name,
      ...trigger.asked,
    });
    if (
      known.dataset_id === dataset.id &&
      known.test_id === (test?.id ?? null) &&
      known.spec_digest === specDigest
    )
      return known;
    throw new TouchstoneError('TRIGGER_KEY_REUSED', {
      params: { key: trigger.key ?? '', name: trigger.name, trigger: known.id },
      place: { field: 'key' },
    });
  }
}

const NO_FACTS = { dataset_id: null, test_id: null, spec_digest: null };

function factsOf({ dataset, test, specDigest }: RunDraft) {
  return { dataset_id: dataset.id, test_id: test?.id ?? null, spec_digest: specDigest };
}

/** The last run of the name that says something about its substance, if that is this one: its id. */
async function runBefore(sql: Queryable, name: string, substance: string): Promise<string | null> {
  // What people gave will be wrong again; a fault of the machine may have passed, so its run says nothing.
  const isPeoples = (error: StoredError): boolean => TouchstoneError.revive(error).entry.exit === 2;
  const last = (await latestSubstances(sql, name)).find(({ error }) => error === null || isPeoples(error));
  return last?.substance === substance ? last.id : null;
}

function draftOf({ name, cause, key }: Omit<PulledTrigger, 'asked'>): TriggerDraft {
  return { id: newTriggerId(), name, cause, key: key === null ? null : storedKey(name, key) };
}

/** Keys are the name's own: two teams that number their builds do not meet. */
export function storedKey(name: string, key: string): string {
  return `${name}:${key}`;
}

/** What is refused for good; what may pass by itself is thrown on. */
function finalError(thrown: unknown): TouchstoneError {
  if (!(thrown instanceof TouchstoneError) || thrown.retryable || thrown.code === 'INTERNAL') throw thrown;
  return thrown;
}

/** The record of this trigger, or of its key, where it is settled; else the trigger under the id that it is on record with. */
async function claimed(
  sql: Queryable,
  trigger: TriggerDraft,
  again: boolean,
): Promise<{ readonly settled: TriggerRow } | { readonly open: TriggerDraft }> {
  const { id, key } = trigger;
  if (again && key !== null) await freeKey(sql, key);
  const known = (await triggerIfThere(sql, id)) ?? (key === null ? null : await triggerByKey(sql, key));
  if (known === null) return { open: trigger };
  return known.outcome === 'pending' ? { open: { ...trigger, id: known.id } } : { settled: known };
}

/** Triggers of a name are decided one at a time, whichever service has them. */
async function lockName(sql: Queryable, name: string): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`touchstone:trigger:${name}`]);
}
