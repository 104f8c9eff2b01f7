import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { WorkDesk, WorkDraft, WorkState } from '../../contracts/nodes/work.ts';
import {
  type BriefWork,
  briefWork,
  offerWork,
  redoWork,
  wantWork,
  withdrawWork,
  workById,
} from '../../store/rows/model-work.ts';
import { outlook, startsNow } from '../scheduling/decide.ts';
import type { Outlook } from '../scheduling/state.ts';
import type { NodeParts } from './node-parts.ts';
import { scheduleState } from './schedule-state.ts';

/** Who waits says so this often. */
const WANT_MS = 60_000;
/** Places in the queue are worked out anew after this. */
const OUTLOOK_MS = 5000;

/** Where the executor lays work down and sees what became of it. */
export class Desk implements WorkDesk {
  readonly #parts: NodeParts;
  readonly #wanted = new Map<string, number>();
  #outlooks: { readonly at: number; readonly of: Promise<ReadonlyMap<string, Outlook>> } | null = null;

  constructor(parts: NodeParts) {
    this.#parts = parts;
  }

  async offer(draft: WorkDraft): Promise<void> {
    await offerWork(this.#parts.database, draft);
    await this.#want(draft.id, true);
  }

  async offerIfFree(draft: WorkDraft): Promise<boolean> {
    const { database, rules } = this.#parts;
    const known = await briefWork(database, draft.id);
    const begins = known === null || known.status === 'failed' || known.status === 'withdrawn';
    if (begins && !startsNow(draft, await scheduleState(database, null), rules)) return false;
    await this.offer(draft);
    return true;
  }

  async look(id: string): Promise<WorkState> {
    await this.#want(id, false);
    const brief = await briefWork(this.#parts.database, id);
    if (brief === null) throw new TouchstoneError('INTERNAL', { params: { detail: `work ${id} is gone` } });
    const ended = brief.status === 'done' ? await workById(this.#parts.database, id) : null;
    return {
      status: brief.status,
      node: brief.node,
      progress: brief.progress,
      outlook: await this.#outlookOf(brief),
      result: ended?.result ?? null,
      outputs: ended?.outputs ?? null,
      error: brief.error,
    };
  }

  async withdraw(id: string): Promise<void> {
    this.#wanted.delete(id);
    await withdrawWork(this.#parts.database, id);
  }

  redo(id: string): Promise<void> {
    return redoWork(this.#parts.database, id);
  }

  async #want(id: string, now: boolean): Promise<void> {
    const last = this.#wanted.get(id) ?? Number.NEGATIVE_INFINITY;
    if (!now && performance.now() - last < WANT_MS) return;
    this.#wanted.set(id, performance.now());
    await wantWork(this.#parts.database, id);
  }

  async #outlookOf({ id, status }: BriefWork): Promise<Outlook | null> {
    if (status !== 'waiting') return null;
    if (this.#outlooks === null || performance.now() - this.#outlooks.at > OUTLOOK_MS) {
      const { database, rules } = this.#parts;
      const of = scheduleState(database, null).then((state) => outlook(state, rules));
      this.#outlooks = { at: performance.now(), of };
      of.catch(() => {
        this.#outlooks = null;
      });
    }
    return (await this.#outlooks.of).get(id) ?? null;
  }
}
