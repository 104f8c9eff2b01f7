import type { CoreV1Event, V1ContainerStatus, V1Job, V1Pod } from '@kubernetes/client-node';
import { oneLine } from './failure.ts';
import { CONTAINER } from './job-manifest.ts';
import { JOB_NAME_LABELS, QUEUE_LABEL } from './names.ts';

/** How a job ended. */
export interface FinalState {
  readonly kind: 'complete' | 'failed';
  /** In Kubernetes' words: `PodFailurePolicy`, `DeadlineExceeded`. */
  readonly reason: string;
  /** The end of its last pod's container: `OOMKilled`, `StartError`; '' where nothing is known of it. */
  readonly container: string;
  readonly exitCode: number | null;
  /** The last words. */
  readonly message: string;
  /** From its first start to its end; null: not known. */
  readonly seconds: number | null;
}

/** What is seen of a job that has not ended. */
export interface SeenJob {
  readonly name: string;
  readonly phase: 'suspended' | 'waiting' | 'running' | 'ending';
  readonly node: string;
  /** Kueue's queue; '' where it is in none. */
  readonly queue: string;
  /** Why it waits, in Kubernetes' words; '' where it says nothing. */
  readonly reason: string;
  readonly remark: string;
  /** Pods of it that have ended before. */
  readonly ended: number;
}

/** The pods of each job by its name. */
export function podsByJob(pods: readonly V1Pod[]): ReadonlyMap<string, readonly V1Pod[]> {
  const found = new Map<string, V1Pod[]>();
  for (const pod of pods) {
    const labels = pod.metadata?.labels ?? {};
    const name = JOB_NAME_LABELS.map((label) => labels[label]).find((one) => one !== undefined);
    if (name !== undefined) found.set(name, [...(found.get(name) ?? []), pod]);
  }
  for (const list of found.values()) list.sort((a, b) => bornAt(a) - bornAt(b));
  return found;
}

/** How the job ended; null where it has not. */
export function finalOf(job: V1Job, pods: readonly V1Pod[]): FinalState | null {
  const condition = job.status?.conditions?.find(
    ({ type, status }) => status === 'True' && (type === 'Complete' || type === 'Failed'),
  );
  if (condition === undefined) return null;
  const last = pods.map(containerOf).findLast((one) => one?.state?.terminated !== undefined)
    ?.state?.terminated;
  const begun = job.status?.startTime?.getTime();
  const over = (job.status?.completionTime ?? condition.lastTransitionTime)?.getTime();
  return {
    kind: condition.type === 'Complete' ? 'complete' : 'failed',
    reason: oneLine(condition.reason ?? '', 100),
    container: oneLine(last?.reason ?? '', 100),
    exitCode: last?.exitCode ?? null,
    message: lastLine(last?.message ?? '') || oneLine(condition.message ?? ''),
    seconds: begun === undefined || over === undefined ? null : Math.max(0, (over - begun) / 1000),
  };
}

/** What is seen of a job; `events` are those of whatever it waits for. */
export function seenJob(job: V1Job, pods: readonly V1Pod[], events: readonly CoreV1Event[]): SeenJob {
  const current = pods.findLast(({ status }) => status?.phase !== 'Failed' && status?.phase !== 'Succeeded');
  const common = {
    name: job.metadata?.name ?? '',
    node: oneLine(current?.spec?.nodeName ?? '', 100),
    queue: oneLine(job.metadata?.labels?.[QUEUE_LABEL] ?? '', 100),
    ended: pods.filter(({ status }) => status?.phase === 'Failed').length,
    reason: '',
    remark: '',
  };
  if (job.metadata?.deletionTimestamp !== undefined) return { ...common, phase: 'ending' };
  if (job.spec?.suspend === true) return { ...common, phase: 'suspended', reason: 'Suspended' };
  if (current === undefined) return { ...common, phase: 'waiting', ...lastWarning(events) };
  const container = containerOf(current);
  if (container?.state?.running !== undefined && current.metadata?.deletionTimestamp === undefined)
    return { ...common, phase: 'running' };
  return { ...common, phase: 'waiting', ...whyPodWaits(current, container, events) };
}

/** The object whose events say why a job waits; null where the state itself tells, or it does not wait. */
export function askedForEvents(job: V1Job, pods: readonly V1Pod[]): string | null {
  const seen = seenJob(job, pods, []);
  if (seen.phase !== 'waiting' || (seen.reason !== '' && seen.reason !== 'ContainerCreating')) return null;
  const current = pods.findLast(({ status }) => status?.phase === 'Pending');
  return (current ?? job).metadata?.uid ?? null;
}

function whyPodWaits(pod: V1Pod, container: V1ContainerStatus | undefined, events: readonly CoreV1Event[]) {
  if (pod.metadata?.deletionTimestamp !== undefined) return { reason: 'Terminating', remark: '' };
  const unscheduled = pod.status?.conditions?.find(
    ({ type, status }) => type === 'PodScheduled' && status === 'False',
  );
  if (unscheduled !== undefined)
    return { reason: oneLine(unscheduled.reason ?? '', 100), remark: oneLine(unscheduled.message ?? '') };
  const warned = lastWarning(events);
  const { reason = '', message = '' } = container?.state?.waiting ?? {};
  // A volume or a network that is not ready is told by events alone.
  if (warned.reason !== '' && (reason === '' || reason === 'ContainerCreating')) return warned;
  return { reason: oneLine(reason, 100), remark: oneLine(message) };
}

function lastWarning(events: readonly CoreV1Event[]): { readonly reason: string; readonly remark: string } {
  const last = events
    .filter(({ type }) => type === 'Warning')
    .sort((a, b) => toldAt(a) - toldAt(b))
    .at(-1);
  return { reason: oneLine(last?.reason ?? '', 100), remark: oneLine(last?.message ?? '') };
}

function toldAt({ lastTimestamp, eventTime, firstTimestamp }: CoreV1Event): number {
  const time = lastTimestamp ?? eventTime ?? firstTimestamp;
  return time === undefined || time === null ? 0 : new Date(time).getTime();
}

function containerOf({ status }: V1Pod): V1ContainerStatus | undefined {
  return status?.containerStatuses?.find(({ name }) => name === CONTAINER);
}

function bornAt({ metadata }: V1Pod): number {
  return metadata?.creationTimestamp?.getTime() ?? 0;
}

function lastLine(text: string): string {
  return oneLine(text.trim().split('\n').at(-1) ?? '');
}
