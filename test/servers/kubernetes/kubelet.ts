import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import type { V1Container, V1Pod } from '@kubernetes/client-node';
import type { Objects } from './objects.ts';

/** The last of a log that becomes the message of a container that failed. */
const LOG_TAIL = 2048;

/** What there is on the one node. */
export interface NodeOptions {
  /** Folders of this machine that stand for volumes, by the name of their claim. */
  readonly claims: Readonly<Record<string, string>>;
  /** Programs of images: what a word of `command` means in there. */
  readonly images: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * Scheduler and kubelet of one node: a pod's command runs as a process of this machine, with the pod's own environment alone,
 * and each mount is a link from its path to the claim's folder.
 */
export class Kubelet {
  readonly #objects: Objects;
  readonly #options: NodeOptions;
  readonly #running = new Map<string, ChildProcess>();
  readonly #timers = new Set<NodeJS.Timeout>();
  /** What the scheduler says of pods instead of giving them a node. */
  unschedulable: string | null = null;

  constructor(objects: Objects, options: NodeOptions) {
    this.#objects = objects;
    this.#options = options;
  }

  /** Takes up pods that have no node yet. */
  schedule(): void {
    for (const pod of this.#objects.pods.list()) {
      if (pod.status?.phase !== 'Pending' || pod.status.containerStatuses !== undefined) continue;
      const missing = pod.spec?.volumes
        ?.map(({ persistentVolumeClaim: claim }) => claim?.claimName)
        .find((claim) => claim !== undefined && this.#options.claims[claim] === undefined);
      const message =
        missing === undefined ? this.unschedulable : `persistentvolumeclaim "${missing}" not found`;
      const said = pod.status.conditions?.find(({ type }) => type === 'PodScheduled')?.message;
      if (message === null) this.#begin(pod);
      else if (said !== message) {
        const reason = 'Unschedulable';
        pod.status.conditions = [{ type: 'PodScheduled', status: 'False', reason, message }];
        this.#objects.pods.changed(pod);
      }
    }
  }

  /** As the API server deletes a pod: SIGTERM, and SIGKILL when its grace is over. */
  stop(pod: V1Pod): void {
    if (pod.metadata!.deletionTimestamp !== undefined) return;
    pod.metadata!.deletionTimestamp = new Date();
    const child = this.#running.get(pod.metadata!.uid!);
    if (child === undefined) {
      this.#over(pod, { exitCode: 137, reason: 'Error', message: '' });
      return;
    }
    child.kill('SIGTERM');
    const grace = (pod.spec?.terminationGracePeriodSeconds ?? 30) * 1000;
    const timer = setTimeout(() => child.kill('SIGKILL'), grace).unref();
    this.#timers.add(timer);
  }

  /** As the kernel does when the container uses more than its limit. */
  outOfMemory(pod: V1Pod): void {
    this.#running.get(pod.metadata!.uid!)?.kill('SIGKILL');
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    const ended = [...this.#running.values()].map(
      (child) => new Promise((resolve) => child.once('close', resolve)),
    );
    for (const child of this.#running.values()) child.kill('SIGKILL');
    await Promise.all(ended);
  }

  #begin(pod: V1Pod): void {
    const container = pod.spec!.containers[0]!;
    const programs = this.#options.images[container.image!];
    pod.spec!.nodeName = 'node-a';
    pod.status!.conditions = [{ type: 'PodScheduled', status: 'True' }];
    if (programs === undefined) {
      const message = `Back-off pulling image "${container.image}"`;
      pod.status!.containerStatuses = [
        { ...statusOf(container), state: { waiting: { reason: 'ImagePullBackOff', message } } },
      ];
      this.#objects.pods.changed(pod);
      return;
    }
    this.#mount(pod, container);
    const [program, ...args] = container.command!;
    const env = Object.fromEntries(
      container.env!.map(({ name, value, valueFrom }) => [
        name,
        valueFrom?.fieldRef?.fieldPath === 'spec.nodeName' ? 'node-a' : (value ?? ''),
      ]),
    );
    const child = spawn(programs[program!] ?? program!, args, {
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', ...env },
      cwd: container.workingDir,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let log = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (piece: Buffer) => {
        log = (log + piece.toString()).slice(-LOG_TAIL);
      });
    this.#running.set(pod.metadata!.uid!, child);
    pod.status!.phase = 'Running';
    pod.status!.containerStatuses = [
      { ...statusOf(container), ready: true, state: { running: { startedAt: new Date() } } },
    ];
    child.once('error', (error) => {
      this.#over(pod, { exitCode: 128, reason: 'StartError', message: error.message });
    });
    child.once('close', (code, signal) => {
      const exitCode = code ?? 128 + constants.signals[signal!];
      const killed = signal === 'SIGKILL' && pod.metadata!.deletionTimestamp === undefined;
      const reason = killed ? 'OOMKilled' : exitCode === 0 ? 'Completed' : 'Error';
      this.#over(pod, { exitCode, reason, message: exitCode === 0 ? '' : log });
    });
    this.#objects.pods.changed(pod);
  }

  #mount(pod: V1Pod, container: V1Container): void {
    for (const { name, mountPath, subPath = '' } of container.volumeMounts ?? []) {
      const claim = pod.spec!.volumes?.find((one) => one.name === name)?.persistentVolumeClaim?.claimName;
      if (claim === undefined) continue;
      const target = join(this.#options.claims[claim]!, subPath);
      mkdirSync(target, { recursive: true });
      mkdirSync(dirname(mountPath), { recursive: true });
      if (!existsSync(mountPath)) symlinkSync(target, mountPath);
    }
  }

  #over(pod: V1Pod, terminated: { exitCode: number; reason: string; message: string }): void {
    if (!this.#running.delete(pod.metadata!.uid!) && pod.status?.phase !== 'Pending') return;
    pod.status!.phase = terminated.exitCode === 0 ? 'Succeeded' : 'Failed';
    pod.status!.containerStatuses = [{ ...statusOf(pod.spec!.containers[0]!), state: { terminated } }];
    this.#objects.pods.changed(pod);
  }
}

function statusOf({ name, image }: V1Container) {
  return { name, image: image!, imageID: '', ready: false, restartCount: 0 };
}
