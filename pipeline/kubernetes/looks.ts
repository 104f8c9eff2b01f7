import type { KubernetesClient } from './client.ts';
import { askedForEvents, type FinalState, finalOf, podsByJob, type SeenJob, seenJob } from './job-state.ts';
import { LABELS } from './names.ts';

/** Jobs whose events are asked for in one round; whoever comes after is told the state alone. */
const MOST_ASKED = 5;

export type JobLook =
  | { readonly kind: 'seen'; readonly job: SeenJob }
  | { readonly kind: 'ended'; readonly state: FinalState };

/**
 * One look at all jobs of this installation that are waited for: the jobs, and their pods, by one question each; events only of
 * those that wait and do not say why.
 */
export async function lookAtJobs(
  client: KubernetesClient,
  installation: string,
  wanted: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, JobLook>> {
  const selector = `${LABELS.installation}=${installation}`;
  const [jobs, pods] = await Promise.all([client.jobs(selector, signal), client.pods(selector, signal)]);
  const byJob = podsByJob(pods);
  const looks = new Map<string, JobLook>();
  let asked = 0;
  for (const job of jobs) {
    const name = job.metadata?.name ?? '';
    if (!wanted.includes(name)) continue;
    const own = byJob.get(name) ?? [];
    const state = finalOf(job, own);
    if (state !== null) {
      looks.set(name, { kind: 'ended', state });
      continue;
    }
    const about = asked < MOST_ASKED ? askedForEvents(job, own) : null;
    if (about !== null) asked += 1;
    // They are for people: a right that is missing keeps no job from being followed.
    const events = about === null ? [] : await client.events(about, signal).catch(() => []);
    looks.set(name, { kind: 'seen', job: seenJob(job, own, events) });
  }
  return looks;
}
