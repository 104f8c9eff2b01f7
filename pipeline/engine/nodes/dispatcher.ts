import { setTimeout as wait } from 'node:timers/promises';
import type { Lease } from '../../contracts/nodes/lease.ts';
import type { Queryable } from '../../store/database/database.ts';
import { preemptWork, takeWork } from '../../store/rows/leases.ts';
import { hasWaitingWork } from '../../store/rows/model-work.ts';
import { decide } from '../scheduling/decide.ts';
import { leaseToken, newSecret } from './credentials.ts';
import type { NodeParts } from './node-parts.ts';
import { scheduleState } from './schedule-state.ts';

/** Between two looks for work, while nodes ask for some. */
const LOOK_MS = 400;
/** One service decides at a time; any constant will do. */
const LOCK = 0x7058;

/**
 * Gives work to nodes that ask for it. All nodes that ask at one service are thought of in one decision, and services decide
 * one after the other, so the order holds whoever asks first. That no work is given twice is the row's own doing.
 */
export class Dispatcher {
  readonly #parts: NodeParts;
  /** Nodes that ask here; a node's later question takes the place of its earlier one. */
  readonly #asking = new Map<string, { given: Lease | null }>();
  #round: Promise<void> | null = null;
  #lastRound = 0;

  constructor(parts: NodeParts) {
    this.#parts = parts;
  }

  /** Null when the time is over, or whoever asked has left. */
  async ask(node: string, seconds: number, signal: AbortSignal): Promise<Lease | null> {
    const question = { given: null as Lease | null };
    this.#asking.set(node, question);
    const deadline = performance.now() + seconds * 1000;
    try {
      for (;;) {
        await this.#decide();
        if (question.given !== null || this.#asking.get(node) !== question) return question.given;
        if (performance.now() >= deadline || signal.aborted) return null;
        await wait(LOOK_MS, undefined, { signal }).catch(() => {});
      }
    } finally {
      if (this.#asking.get(node) === question) this.#asking.delete(node);
    }
  }

  /** Decides although no node asks: all may be busy with what has to give way. */
  async review(): Promise<void> {
    await this.#round;
    await this.#decide(0);
  }

  /** Whoever asks while somebody decides waits for that decision; between two there is a pause. */
  async #decide(pauseMs = LOOK_MS / 2): Promise<void> {
    if (this.#round === null && performance.now() - this.#lastRound < pauseMs) return;
    this.#round ??= this.#performRound().finally(() => {
      this.#round = null;
      this.#lastRound = performance.now();
    });
    await this.#round;
  }

  async #performRound(): Promise<void> {
    const { database, rules } = this.#parts;
    if (!(await hasWaitingWork(database))) return;
    const given = await database.transaction(async (sql) => {
      await sql.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      const asking = new Set(
        [...this.#asking].filter(([, { given }]) => given === null).map(([name]) => name),
      );
      const decision = decide(await scheduleState(sql, asking), rules);
      const leases: [string, Lease | null][] = [];
      for (const { work, node } of decision.starts) leases.push([node, await this.#give(sql, work, node)]);
      for (const { work, for: by } of decision.preemptions) await preemptWork(sql, work, by);
      return leases;
    });
    // A node that left meanwhile leaves the lease; it is free again as soon as the node asks anew, or its time is over.
    for (const [node, lease] of given) {
      const question = this.#asking.get(node);
      if (question !== undefined) question.given = lease;
    }
  }

  async #give(sql: Queryable, work: string, node: string): Promise<Lease | null> {
    const { secret, hash } = newSecret();
    const row = await takeWork(sql, work, { node, secretHash: hash, seconds: this.#parts.leaseSeconds });
    if (row === null) return null;
    const { lease: number, envelope, checkpoint } = row;
    return { work, number, credential: leaseToken({ work, number }, secret), envelope, checkpoint };
  }
}
