import type { Settings } from '../config/settings.ts';
import type { EngineParts } from '../engine/engine-parts.ts';
import type { Happenings } from '../engine/happenings.ts';
import { enqueueRun, type ReconcilerParts } from '../engine/reconciler.ts';
import { TriggerDoor } from '../engine/triggers/door.ts';
import { Schedules } from '../engine/triggers/schedules.ts';
import { TriggerCare } from '../engine/triggers/trigger-care.ts';
import { nextGeneration } from '../store/rows/runs.ts';

/** Everything that starts runs, and what keeps it going. */
export interface TriggerRoom {
  readonly door: TriggerDoor;
  readonly schedules: Schedules;
  readonly care: TriggerCare;
  /** Queues a run's unfinished stages under a new generation. */
  requeue(runId: string): Promise<void>;
}

/** Puts the triggers together. */
export function openTriggers(
  engine: EngineParts,
  reconciling: ReconcilerParts,
  happenings: Happenings,
  settings: Pick<Settings, 'triggerWindowSeconds'>,
): TriggerRoom {
  const { database, artifacts, bases, events, textModel } = engine;
  const requeue = async (id: string): Promise<void> => {
    const generation = await nextGeneration(database, id);
    if (generation !== null) await enqueueRun(reconciling, { id, generation });
  };
  const door = new TriggerDoor({
    ...{ database, artifacts, bases, events, happenings, requeue },
    textEndpoint: textModel.endpoint,
    windowSeconds: settings.triggerWindowSeconds,
  });
  const schedules = new Schedules({ database, door, tasks: reconciling.queue.tasks });
  return { door, schedules, requeue, care: new TriggerCare(database, door, schedules) };
}
