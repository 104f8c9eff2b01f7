import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { QueuedJob } from '../../slurm/queue-json.ts';
import type { WorkPlace } from '../cluster/place.ts';

/** Which task of which array does a work. */
const taskSchema = z.object({ name: z.string(), task: z.number().int().min(0) });
export type ArrayTask = z.infer<typeof taskSchema>;

/** A job in the queue that may be at a work. */
export interface Candidate {
  readonly id: string;
  readonly ended: boolean;
}

/** Writes down, before it is submitted, which task of an array is to do an attempt at a work. */
export function markTask(place: WorkPlace, attempt: number, task: ArrayTask): Promise<void> {
  return place.write(`array-${attempt}.json`, JSON.stringify(task));
}

/** What was written down of an attempt; null where no array was to do it. */
export async function arrayOf(place: WorkPlace, attempt: number): Promise<ArrayTask | null> {
  try {
    return taskSchema.parse(JSON.parse(await readFile(place.at(`array-${attempt}.json`), 'utf8')));
  } catch {
    // Not there, or not ours.
    return null;
  }
}

/** Single jobs of a name. */
export function namedIn(queue: readonly QueuedJob[], name: string): Candidate[] {
  return queue.filter((job) => job.name === name).map(({ id, phase }) => ({ id, ended: phase === 'ended' }));
}

/** The task that was written down, by itself or among those of its array that wait together. */
export function tasksIn(queue: readonly QueuedJob[], wanted: ArrayTask | null): Candidate[] {
  if (wanted === null) return [];
  const ofArray = queue.flatMap(({ name, array, phase }) =>
    name === wanted.name && array !== null ? [{ ...array, ended: phase === 'ended' }] : [],
  );
  const alone = ofArray.filter(({ task }) => task === wanted.task);
  const found = alone.length > 0 ? alone : ofArray.filter(({ task }) => task === null);
  return found.map(({ job, ended }) => ({ id: `${job}_${wanted.task}`, ended }));
}
