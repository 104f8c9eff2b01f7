import { EventEmitter } from 'node:events';
import type { StoredError } from '../contracts/errors/error.ts';
import type { RunEvent, RunEventBody } from '../contracts/events.ts';
import type { Database, Queryable } from '../store/database/database.ts';
import { appendEvent, eventsAfter } from '../store/rows/run-events.ts';
import { runById } from '../store/rows/runs.ts';
import { type Happening, Happenings } from './happenings.ts';

/** How often followers look for events that another service wrote. */
const POLL_MS = 1000;

const ENDED: ReadonlySet<string> = new Set(['succeeded', 'failed', 'cancelled']);

/** The events of runs: stored, so that nobody misses any, and announced inside this process, so that nobody waits. */
export class RunEvents {
  readonly #database: Database;
  readonly #happenings: Happenings;
  readonly #bell = new EventEmitter().setMaxListeners(0);

  constructor(database: Database, happenings = new Happenings()) {
    this.#database = database;
    this.#happenings = happenings;
  }

  /** Tells the followers of a run something that changes nothing (progress). */
  async append(runId: string, body: RunEventBody<StoredError>): Promise<void> {
    await this.change(runId, (_sql, tell) => tell(body));
  }

  /**
   * Changes a run and tells its followers, in one transaction: nobody can see the one without the other, and a crash
   * keeps both or neither.
   */
  async change<T>(
    runId: string,
    work: (sql: Queryable, tell: (body: RunEventBody<StoredError>) => Promise<void>) => Promise<T>,
  ): Promise<T> {
    const happened: Happening[] = [];
    const result = await this.#database.transaction((sql) =>
      work(sql, async (body) => {
        await appendEvent(sql, runId, body);
        const end = endIn(runId, body);
        if (end === null) return;
        await this.#happenings.record(sql, end);
        happened.push(end);
      }),
    );
    this.#bell.emit(runId);
    for (const one of happened) this.#happenings.announce(one);
    return result;
  }

  /** Stored events after `afterSeq`, then new ones until the run has ended or the signal aborts. */
  async *follow(runId: string, afterSeq: number, signal: AbortSignal): AsyncIterable<RunEvent<StoredError>> {
    await runById(this.#database, runId);
    let seen = afterSeq;
    while (!signal.aborted) {
      const wait = this.#nextRing(runId, signal);
      // Read before the events, so that an end noticed here has all its events in what is read after it.
      const ended = ENDED.has((await runById(this.#database, runId)).status);
      const events = await eventsAfter(this.#database, runId, seen);
      for (const event of events) {
        yield event;
        seen = event.seq;
      }
      if (events.length > 0) continue;
      if (ended) return;
      await wait;
    }
  }

  /** Waits for the run's next event, the end of patience, or the follower's leaving. */
  #nextRing(runId: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#bell.off(runId, done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, POLL_MS);
      this.#bell.on(runId, done);
      signal.addEventListener('abort', done);
    });
  }
}

/** The end of a run, where an event says it. */
function endIn(runId: string, body: RunEventBody<StoredError>): Happening | null {
  if (body.type !== 'run' || body.status === 'queued' || body.status === 'running') return null;
  return { type: 'run_ended', runId, status: body.status, verdict: body.verdict };
}
