import type { Database } from '../../store/database/database.ts';
import { forgetTriggers, pendingTriggers } from '../../store/rows/triggers.ts';
import type { TriggerDoor } from './door.ts';
import type { Schedules } from './schedules.ts';

/** Whoever wrote a trigger down is about to decide on it; after so long nobody is. */
const LEFT_ALONE_AFTER_SECONDS = 3;

/** Rounds between two looks at what changes seldom: a minute. */
const SELDOM = 12;

/** Triggers that came to nothing are on record for a year. */
const KEPT_DAYS = 365;

/** What the reconciler does for triggers, every few seconds: nothing that was to start a run is lost. */
export class TriggerCare {
  readonly #database: Database;
  readonly #door: TriggerDoor;
  readonly #schedules: Schedules;
  #rounds = 0;

  constructor(database: Database, door: TriggerDoor, schedules: Schedules) {
    this.#database = database;
    this.#door = door;
    this.#schedules = schedules;
  }

  /** Decides about triggers that were left, catches up with schedules, and now and then puts the queue in order. */
  async heal(): Promise<void> {
    for (const { id } of await pendingTriggers(this.#database, LEFT_ALONE_AFTER_SECONDS))
      await this.#door.settle(id);
    await this.#schedules.catchUp();
    if (this.#rounds++ % SELDOM !== 0) return;
    await this.#schedules.arrange();
    await forgetTriggers(this.#database, KEPT_DAYS);
  }
}
