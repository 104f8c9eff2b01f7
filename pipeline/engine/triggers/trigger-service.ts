import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { Language } from '../../contracts/names.ts';
import type { Service } from '../../contracts/service.ts';
import { causeOf } from '../../contracts/triggers.ts';
import type { Database } from '../../store/database/database.ts';
import { windowOf } from '../../store/rows/page.ts';
import { runById } from '../../store/rows/runs.ts';
import {
  listTriggers,
  type TriggerRow,
  triggerById,
  triggerByKey,
  triggerViews,
} from '../../store/rows/triggers.ts';
import { runViews, triggerView } from '../views.ts';
import { storedKey, type TriggerDoor } from './door.ts';

export interface TriggerServiceParts {
  readonly database: Database;
  readonly door: TriggerDoor;
}

/** Everything that was to start a run, for people to see. */
export function triggerService({ database }: TriggerServiceParts): Service['triggers'] {
  const { reading } = database;
  return {
    list: async (page, language) => {
      const { items, next } = await listTriggers(reading, page, windowOf(page));
      return { items: items.map((one) => triggerView(one, language)), next };
    },
    show: async (id, language) => {
      const [view] = await triggerViews(reading, [await triggerById(reading, id)]);
      return triggerView(view!, language);
    },
  };
}

/** A run that somebody asks for by saying what is to be run. */
export function startRun(parts: TriggerServiceParts): Service['runs']['create'] {
  return async (request, language) => {
    const { name, dataset, test = null, spec, trigger, key = null, again = false } = request;
    const asked = { of: 'request' as const, dataset, test, spec, again, only_if_changed: false };
    const cause = causeOf(trigger ?? { kind: 'api' });
    const known = key === null ? null : await triggerByKey(parts.database, storedKey(name, key));
    const pulled = await parts.door.pull({ name, cause, key, asked });
    return startedRun(parts, pulled, language, pulled.id === known?.id);
  };
}

/** The run that a trigger gave; `known`: the trigger itself was on record before. A refusal is thrown: whoever waits for the answer is told why. */
export async function startedRun(
  { database }: TriggerServiceParts,
  trigger: TriggerRow,
  language: Language,
  known = false,
): ReturnType<Service['runs']['create']> {
  if (trigger.error !== null) throw TouchstoneError.revive(trigger.error);
  if (trigger.run_id === null) throw new TypeError(`the trigger ${trigger.id} gave no run`);
  const [run] = await runViews(database.reading, [await runById(database.reading, trigger.run_id)], language);
  const [request] = await triggerViews(database.reading, [trigger]);
  const reused = known || trigger.outcome !== 'started';
  return { ...run!, reused, request: triggerView(request!, language) };
}
