import type { RunStatus, Verdict } from '../contracts/names.ts';
import type { TriggerOutcome } from '../contracts/triggers.ts';
import type { Queryable } from '../store/database/database.ts';

/** What the engine has others know of: a run that came to its end, and a trigger that was decided about. */
export type Happening =
  | {
      readonly type: 'run_ended';
      readonly runId: string;
      readonly status: Exclude<RunStatus, 'queued' | 'running'>;
      readonly verdict: Verdict | null;
    }
  | {
      readonly type: 'trigger_settled';
      readonly triggerId: string;
      readonly name: string;
      readonly outcome: Exclude<TriggerOutcome, 'pending'>;
      readonly runId: string | null;
    };

/**
 * Is told of a happening inside the transaction that makes it so: what it writes with `sql` is kept exactly when the
 * happening is, so nothing is lost and nothing is made up, whenever a service dies. It must be quick, and write only.
 */
export type Witness = (sql: Queryable, happening: Happening) => Promise<void>;

/** The one place where the engine's happenings can be observed. */
export class Happenings {
  readonly #witnesses: Witness[] = [];
  readonly #listeners: ((happening: Happening) => void)[] = [];

  /** To write something down with every happening. */
  witness(witness: Witness): void {
    this.#witnesses.push(witness);
  }

  /** To be woken in this process once a happening is certain. Others may see it first; after a crash nobody is woken. */
  listen(listener: (happening: Happening) => void): void {
    this.#listeners.push(listener);
  }

  /** Within the transaction. */
  async record(sql: Queryable, happening: Happening): Promise<void> {
    for (const witness of this.#witnesses) await witness(sql, happening);
  }

  /** After the transaction. */
  announce(happening: Happening): void {
    for (const listener of this.#listeners) listener(happening);
  }
}
