import { createHash } from 'node:crypto';

/** Labels by which our jobs and their pods are found. */
export const LABELS = {
  installation: 'touchstone/installation',
  work: 'touchstone/work',
  attempt: 'touchstone/attempt',
} as const;

/** The label that Kueue goes by, and the one that Kubernetes gives each pod of a job (1.27; before, without the prefix). */
export const QUEUE_LABEL = 'kueue.x-k8s.io/queue-name';
export const JOB_NAME_LABELS = ['batch.kubernetes.io/job-name', 'job-name'] as const;

/** Tells the jobs of several installations in one namespace apart; a name of ours may hold what a label may not. */
export function installationOf(namespace: string): string {
  return createHash('sha256').update(namespace).digest('hex').slice(0, 12);
}

const NAME = /^touchstone-([0-9a-f]{32})-[0-9a-f]{8}-\d{1,6}$/;

/**
 * The name of a job: which work it does, in which life of its folder, and which try it is. Below 63 characters, so that pods
 * are called by it and it stands in their labels.
 */
export function jobNameOf(work: string, life: string, attempt: number): string {
  const name = `touchstone-${work}-${life}-${attempt}`;
  if (!NAME.test(name)) throw new RangeError('no name of a job');
  return name;
}

/** Whether a name is that of a job for this work. */
export function isJobOf(name: string, work: string): boolean {
  return NAME.exec(name)?.[1] === work;
}
