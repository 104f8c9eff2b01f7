import { randomUUID } from 'node:crypto';
import type { V1Job, V1Pod, V1PodFailurePolicyRule } from '@kubernetes/client-node';
import type { Objects } from './objects.ts';

/** What becomes of a pod that has failed, by `matchPodFailurePolicy` of pkg/controller/job/pod_failure_policy.go. */
export function verdictOn(
  pod: V1Pod,
  rules: readonly V1PodFailurePolicyRule[],
): { readonly action: string; readonly message: string } {
  for (const [index, rule] of rules.entries()) {
    const { onExitCodes, onPodConditions, action } = rule;
    const ended = pod.status?.containerStatuses?.find(({ name, state }) => {
      const code = state?.terminated?.exitCode;
      if (code === undefined || code === 0 || onExitCodes === undefined) return false;
      if (onExitCodes.containerName !== undefined && onExitCodes.containerName !== name) return false;
      return onExitCodes.values.includes(code) === (onExitCodes.operator === 'In');
    });
    const condition = pod.status?.conditions?.find((one) =>
      onPodConditions?.some(({ type, status }) => one.type === type && one.status === status),
    );
    const { namespace, name } = pod.metadata!;
    const code = ended?.state?.terminated?.exitCode;
    if (ended !== undefined) {
      const message = `Container ${ended.name} for pod ${namespace}/${name} failed with exit code ${code} matching ${action} rule at index ${index}`;
      return { action, message };
    }
    if (condition !== undefined) return { action, message: '' };
  }
  return { action: 'Count', message: '' };
}

/**
 * The job controller for jobs of one completion: makes pods, one at a time (`podReplacementPolicy: Failed`), counts those that
 * fail, and says how the job ended. Deletion is in the foreground: pods first, then the job.
 */
export class JobController {
  readonly #objects: Objects;
  readonly #stopPod: (pod: V1Pod) => void;
  readonly #counted = new Set<string>();
  /** Why no pod can be created: what admission says (`exceeded quota`). */
  refusesPods: string | null = null;

  constructor(objects: Objects, stopPod: (pod: V1Pod) => void) {
    this.#objects = objects;
    this.#stopPod = stopPod;
  }

  reconcile(): void {
    for (const job of this.#objects.jobs.list()) this.#reconcile(job);
  }

  #reconcile(job: V1Job): void {
    const pods = this.#objects.pods.list(`batch.kubernetes.io/job-name=${job.metadata!.name}`);
    job.status ??= {};
    for (const pod of pods) this.#account(job, pod);
    const over = job.status.conditions?.some(({ type }) => type === 'Complete' || type === 'Failed');
    const active = pods.filter(({ status }) => !isOver(status?.phase));
    const gone = pods.filter(({ metadata, status }) => metadata?.deletionTimestamp && isOver(status?.phase));
    for (const pod of gone) this.#objects.pods.remove(pod);
    job.status.active = active.length;
    const deleted = job.metadata?.deletionTimestamp !== undefined;
    if (deleted || over || job.spec?.suspend === true) {
      for (const pod of active) this.#stopPod(pod);
      if (deleted && active.length === 0) {
        for (const pod of pods) this.#objects.pods.remove(pod);
        this.#objects.jobs.remove(job);
      }
      return;
    }
    job.status.startTime ??= new Date();
    const limit = job.spec?.activeDeadlineSeconds ?? Number.POSITIVE_INFINITY;
    if (Date.now() - job.status.startTime.getTime() > limit * 1000)
      this.#fail(job, 'DeadlineExceeded', 'Job was active longer than specified deadline');
    else if ((job.status.failed ?? 0) > (job.spec?.backoffLimit ?? 6))
      this.#fail(job, 'BackoffLimitExceeded', 'Job has reached the specified backoff limit');
    else if (active.length === 0) this.#makePod(job);
  }

  #account(job: V1Job, pod: V1Pod): void {
    const { phase } = pod.status ?? {};
    if (!isOver(phase) || this.#counted.has(pod.metadata!.uid!)) return;
    this.#counted.add(pod.metadata!.uid!);
    if (phase === 'Succeeded') {
      job.status!.succeeded = 1;
      job.status!.completionTime = new Date();
      this.#conclude(job, 'SuccessCriteriaMet', 'CompletionsReached', '');
      this.#conclude(job, 'Complete', 'CompletionsReached', 'Reached expected number of succeeded pods');
      return;
    }
    // Pods of a job that is suspended or ends are ended by it, not failed.
    if (job.spec?.suspend === true || job.metadata?.deletionTimestamp !== undefined) return;
    const { action, message } = verdictOn(pod, job.spec?.podFailurePolicy?.rules ?? []);
    if (action === 'FailJob') this.#fail(job, 'PodFailurePolicy', message);
    else if (action === 'Count') job.status!.failed = (job.status!.failed ?? 0) + 1;
  }

  #fail(job: V1Job, reason: string, message: string): void {
    this.#conclude(job, 'FailureTarget', reason, message);
    this.#conclude(job, 'Failed', reason, message);
    this.#objects.jobs.changed(job);
  }

  #conclude(job: V1Job, type: string, reason: string, message: string): void {
    const lastTransitionTime = new Date();
    job.status!.conditions ??= [];
    job.status!.conditions.push({ type, status: 'True', reason, message, lastTransitionTime });
  }

  #makePod(job: V1Job): void {
    const name = `${job.metadata!.name}-${randomUUID().slice(0, 5)}`;
    if (this.refusesPods !== null) {
      const { refusesPods } = this;
      const noted = this.#objects.events.list().some(({ message }) => message?.endsWith(refusesPods));
      if (!noted)
        this.#objects.note(
          job,
          'FailedCreate',
          `Error creating: pods "${name}" is forbidden: ${refusesPods}`,
        );
      return;
    }
    const { metadata, spec } = job.spec!.template;
    this.#objects.pods.create({
      metadata: {
        name,
        namespace: job.metadata!.namespace!,
        labels: {
          ...metadata?.labels,
          'batch.kubernetes.io/job-name': job.metadata!.name!,
          'job-name': job.metadata!.name!,
        },
      },
      spec: structuredClone(spec!),
      status: { phase: 'Pending' },
    });
  }
}

function isOver(phase: string | undefined): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}
