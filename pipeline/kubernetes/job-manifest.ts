import type { V1Container, V1Job, V1JobSpec, V1PodSpec, V1VolumeMount } from '@kubernetes/client-node';
import type { KubernetesSettings } from '../contracts/kubernetes.ts';
import { TRAINER_EXIT } from '../contracts/trainer.ts';
import { LABELS, QUEUE_LABEL } from './names.ts';

/** What a job is made for. Paths are below the volume's root, with `/`. */
export interface JobOrder {
  readonly name: string;
  readonly installation: string;
  readonly work: string;
  readonly attempt: number;
  readonly verb: string;
  /** The folder of the work, the only one that the pod may write to. */
  readonly place: string;
  readonly base: string;
  readonly program: string;
}

export const CONTAINER = 'trainer';
const VOLUME = 'shared';
const SCRATCH = 'scratch';
/** The trainer has 20 seconds to store its checkpoint; digests and the outcome come after. */
const GRACE_SECONDS = 60;
/** Pods that fail without having begun; what the policy names does not count. */
const BACKOFF_LIMIT = 6;
/** Exit status of a container that SIGTERM ended before it could do anything about it. */
const TERMINATED = 143;

/** The Job for one piece of work. */
export function jobManifest(order: JobOrder, settings: KubernetesSettings): V1Job {
  const { job } = settings;
  const labels = {
    'app.kubernetes.io/name': 'touchstone',
    'app.kubernetes.io/component': order.verb,
    'app.kubernetes.io/managed-by': 'touchstone',
    [LABELS.installation]: order.installation,
    [LABELS.work]: order.work,
    [LABELS.attempt]: String(order.attempt),
  };
  const queue = job.queue === null ? {} : { [QUEUE_LABEL]: job.queue };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: order.name, labels: { ...labels, ...queue } },
    spec: {
      ...EACH_JOB,
      // Kueue lets it go when there is room.
      suspend: job.queue !== null,
      ttlSecondsAfterFinished: job.keepSeconds,
      ...(job.time === null ? {} : { activeDeadlineSeconds: job.time * 60 }),
      template: { metadata: { labels }, spec: podSpec(order, settings) },
    },
  };
}

const GOES_ON = [TRAINER_EXIT.interrupted, TERMINATED];

/**
 * One pod at a time: its successor goes on from the checkpoint. Eviction, preemption and a lost node do not count, nor does a
 * trainer that was told to stop and has stored its checkpoint; any other end of the program is final.
 */
const EACH_JOB: Omit<V1JobSpec, 'template'> = {
  parallelism: 1,
  completions: 1,
  backoffLimit: BACKOFF_LIMIT,
  podReplacementPolicy: 'Failed',
  podFailurePolicy: {
    rules: [
      { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
      { action: 'Ignore', onExitCodes: { containerName: CONTAINER, operator: 'In', values: GOES_ON } },
      { action: 'FailJob', onExitCodes: { containerName: CONTAINER, operator: 'NotIn', values: GOES_ON } },
    ],
  },
};

function podSpec(order: JobOrder, settings: KubernetesSettings): V1PodSpec {
  const { pod, volume } = settings;
  const { uid, gid } = pod.user;
  return {
    restartPolicy: 'Never',
    terminationGracePeriodSeconds: GRACE_SECONDS,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    ...(pod.serviceAccount === null ? {} : { serviceAccountName: pod.serviceAccount }),
    ...(pod.pullSecrets.length === 0 ? {} : { imagePullSecrets: pod.pullSecrets.map((name) => ({ name })) }),
    ...(pod.runtimeClass === null ? {} : { runtimeClassName: pod.runtimeClass }),
    ...(pod.priorityClass === null ? {} : { priorityClassName: pod.priorityClass }),
    ...(Object.keys(pod.nodeSelector).length === 0 ? {} : { nodeSelector: { ...pod.nodeSelector } }),
    ...(pod.tolerations.length === 0 ? {} : { tolerations: pod.tolerations.map(tolerationOf) }),
    securityContext: {
      runAsNonRoot: true,
      runAsUser: uid,
      runAsGroup: gid,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [container(order, settings)],
    volumes: [
      { name: VOLUME, persistentVolumeClaim: { claimName: volume.claim } },
      { name: SCRATCH, emptyDir: {} },
    ],
  };
}

function container(order: JobOrder, { pod, volume }: KubernetesSettings): V1Container {
  const place = `${volume.mount}/${order.place}`;
  const mount = (path: string, readOnly: boolean): V1VolumeMount => ({
    name: VOLUME,
    mountPath: `${volume.mount}/${path}`,
    subPath: path,
    readOnly,
  });
  const asked = {
    ...(pod.cpus === null ? {} : { cpu: String(pod.cpus) }),
    ...(pod.memory === null ? {} : { memory: `${pod.memory}Mi` }),
    ...(pod.gpu === null ? {} : { [pod.gpu.resource]: String(pod.gpu.count) }),
  };
  return {
    name: CONTAINER,
    image: pod.image,
    command: [pod.python, `${place}/on_node.py`, place, String(order.attempt)],
    workingDir: place,
    env: [
      { name: 'TOUCHSTONE_JOB', value: order.name },
      { name: 'TOUCHSTONE_NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
      ...(pod.cpus === null ? [] : [{ name: 'TOUCHSTONE_CPUS', value: String(pod.cpus) }]),
      // The root file system cannot be written.
      { name: 'HOME', value: '/tmp' },
      { name: 'TMPDIR', value: '/tmp' },
    ],
    resources: { limits: asked, requests: asked },
    // The last lines of its log stand in the status, so that no right to read logs is needed.
    terminationMessagePolicy: 'FallbackToLogsOnError',
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      privileged: false,
      readOnlyRootFilesystem: true,
    },
    // It sees its own work alone, and of the rest what it reads.
    volumeMounts: [
      mount(order.place, false),
      mount(order.base, true),
      mount(order.program, true),
      { name: SCRATCH, mountPath: '/tmp' },
    ],
  };
}

function tolerationOf({ key, value, effect }: KubernetesSettings['pod']['tolerations'][number]) {
  return {
    key,
    ...(value === null ? { operator: 'Exists' } : { operator: 'Equal', value }),
    ...(effect === null ? {} : { effect }),
  };
}
