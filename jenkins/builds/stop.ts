import type { JenkinsClient } from '../client/client.ts';
import { type Clockwork, Pace, REAL_CLOCKWORK } from './clockwork.ts';
import { findBuild } from './find.ts';
import type { BuildHandle } from './handle.ts';

/** What came of it: it never began; it was asked to stop; it had ended, or never was. */
export type Stopped = 'cancelled' | 'asked' | 'ended';

/** An item leaves the queue before its build is listed. */
const MISSES = 4;

/** Takes a build out of the queue, or asks it to stop, as its page in Jenkins would. */
export async function stopBuild(
  client: JenkinsClient,
  handle: BuildHandle,
  signal: AbortSignal,
  clockwork: Clockwork = REAL_CLOCKWORK,
): Promise<Stopped> {
  const { job, item } = handle;
  if (handle.number === null && item !== null && (await client.cancel(item, signal))) return 'cancelled';
  const pace = new Pace(clockwork, 1);
  let { number } = handle;
  for (let misses = 0; number === null && misses < MISSES; misses++) {
    if (misses > 0) await pace.rest(signal);
    const left = item === null ? null : await client.queueItem(item, signal);
    if (left?.cancelled === true) return 'cancelled';
    number = left?.executable?.number ?? (await findBuild(client, handle, signal));
  }
  if (number === null) return 'ended';
  const build = await client.build(job, number, signal);
  if (build === null || !build.building) return 'ended';
  return (await client.stop(job, number, signal)) ? 'asked' : 'ended';
}
