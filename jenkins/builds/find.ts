import { parameterOf, type QueueItemAnswer } from '../client/answers.ts';
import type { JenkinsClient } from '../client/client.ts';
import { type BuildHandle, KEY_PARAMETER } from './handle.ts';

/** The number of the build that came of an item of the queue, which may be long gone; null: none did so far. */
export async function findBuild(
  client: JenkinsClient,
  { job, item, key }: BuildHandle,
  signal: AbortSignal,
): Promise<number | null> {
  const builds = (await client.builds(job, signal)) ?? [];
  // Ids of the queue begin anew where its file is lost; a key is never given twice.
  const byKey = key === null ? undefined : builds.find((one) => parameterOf(one, KEY_PARAMETER) === key);
  const found = byKey ?? builds.find((one) => item !== null && one.queueId === item && hasKey(one, key));
  return found?.number ?? null;
}

/** The item of the queue that waits with a key. */
export async function findWaiting(
  client: JenkinsClient,
  key: string,
  signal: AbortSignal,
): Promise<QueueItemAnswer | null> {
  const waiting = await client.waiting(signal);
  return waiting.find((one) => parameterOf(one, KEY_PARAMETER) === key) ?? null;
}

/** Whether a build may be the one with this key: its own key, where it has one, must not be another. */
function hasKey(build: Parameters<typeof parameterOf>[0], key: string | null): boolean {
  const own = parameterOf(build, KEY_PARAMETER);
  return key === null || own === null || own === '' || own === key;
}
