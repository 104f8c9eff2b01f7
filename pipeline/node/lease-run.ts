import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { leaseDoneSchema } from '../contracts/api/lease.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { Lease } from '../contracts/nodes/lease.ts';
import type { NodeUnfit } from '../contracts/nodes/node.ts';
import type { ModelWork } from '../contracts/stage.ts';
import type { TrainerResult } from '../contracts/trainer.ts';
import type { InputCache } from './cache.ts';
import type { HealthMeter } from './health.ts';
import { Heart } from './heart.ts';
import { codeOf, type Link } from './link.ts';
import { sendFiles } from './sender.ts';
import { signatureOf, takeSnapshot, workFiles } from './snapshot.ts';
import { asDiskFull, jobOf, stageCheckpoint, stageInputs } from './staging.ts';

/** Between two looks whether there is a new checkpoint; longer where sending one takes long. */
const LOOK_MS = 1000;
/** An agent that is told to end gets its checkpoint out within this, or leaves the work to its last one. */
const LAST_WORDS_MS = 120_000;

export interface LeaseRunOptions {
  readonly node: string;
  readonly lease: Lease;
  /** Speaks with the lease's credential. */
  readonly link: Link;
  readonly cache: InputCache;
  readonly meter: HealthMeter;
  readonly beatSeconds: number;
  /** Of this lease alone; removed at the end. */
  readonly directory: string;
  readonly trainer: ModelWork;
  /** Between two checkpoints of a training; null: as the job says. */
  readonly checkpointSeconds: number | null;
  /** Aborted when the agent is told to end. */
  readonly signal: AbortSignal;
}

/** How a lease ended. `unfit`: why this node could not. */
export type LeaseEnd =
  | { readonly kind: 'done' | 'failed' | 'released' | 'lost' }
  | { readonly kind: 'unfit'; readonly unfit: NodeUnfit };

/**
 * Does the work of one lease: inputs, checkpoint, trainer, and all the while heartbeats and new checkpoints; then its outputs, or
 * the work back with a checkpoint. When the lease is lost the trainer is ended, and nothing is sent any more.
 */
export async function runLease(options: LeaseRunOptions): Promise<LeaseEnd> {
  const { link, meter, beatSeconds, directory } = options;
  const heart = new Heart({ link, meter, beatSeconds });
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    return await perform(options, heart);
  } catch (error) {
    // Lost, whoever heard of it first; all that was made is for nobody.
    if (heart.lost || codeOf(error) === 'LEASE_LOST') return { kind: 'lost' };
    return await endWith(options, heart, asDiskFull(error, options.node));
  } finally {
    await heart.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function perform(options: LeaseRunOptions, heart: Heart): Promise<LeaseEnd> {
  const { lease, link, directory, trainer } = options;
  const signal = AbortSignal.any([options.signal, heart.signal]);
  const staging = { ...options, signal };
  await stageInputs(lease.envelope, staging);
  if (lease.checkpoint !== null) await stageCheckpoint(lease.checkpoint, staging);
  const over = new AbortController();
  const checkpoints = keepSending(options, AbortSignal.any([heart.lostSignal, over.signal]));
  let result: TrainerResult;
  try {
    result = await trainer.run(jobOf(lease.envelope, directory, options.checkpointSeconds), {
      onProgress: (progress) => heart.tell(progress),
      signal,
    });
  } finally {
    over.abort();
    await checkpoints;
  }
  await heart.flush(heart.lostSignal);
  await finish(link, directory, result, heart.lostSignal);
  return { kind: 'done' };
}

/** Everything that was made, then the result. What the service finds damaged is sent again, once. */
async function finish(
  link: Link,
  directory: string,
  result: TrainerResult,
  signal: AbortSignal,
): Promise<void> {
  const out = join(directory, 'out');
  const send = async () => sendFiles(link, out, await workFiles(out), signal);
  let files = await send();
  for (let sentAgain = false; ; ) {
    try {
      await link.ask('/v1/lease/finish', { files, result }, leaseDoneSchema, signal, 600_000);
      return;
    } catch (error) {
      const code = codeOf(error);
      if (code === 'NODE_UPLOAD' && !sentAgain) {
        sentAgain = true;
        files = await send();
        continue;
      }
      if (code !== 'CLI_SERVICE_UNREACHABLE' && code !== 'STORE_UNREACHABLE') throw error;
      // The answer may have got lost: this alone is said again, since a lease that has ended its work takes nothing else.
      await wait(LOOK_MS, undefined, { signal });
    }
  }
}

/** Sends each new checkpoint until the signal says that it is over. */
async function keepSending(options: LeaseRunOptions, signal: AbortSignal): Promise<void> {
  const work = join(options.directory, 'work');
  let sent = await signatureOf(work);
  let pause = LOOK_MS;
  while (!signal.aborted) {
    try {
      await wait(pause, undefined, { signal });
      const now = await signatureOf(work);
      if (now === sent) continue;
      const started = performance.now();
      await sendCheckpoint(options, signal);
      sent = now;
      // On a slow line the next one may wait; what is being sent must not take the line for itself.
      pause = Math.max(LOOK_MS, 5 * (performance.now() - started));
    } catch {
      // Over, or a lost lease, which the heart hears of as well; anything else is tried again with the next checkpoint.
      if (!signal.aborted) await wait(LOOK_MS, undefined, { signal }).catch(() => {});
    }
  }
}

async function sendCheckpoint({ directory, link }: LeaseRunOptions, signal: AbortSignal): Promise<void> {
  const snapshot = join(directory, 'snapshot');
  try {
    const paths = await takeSnapshot(join(directory, 'work'), snapshot);
    if (paths.length === 0) return;
    const files = await sendFiles(link, snapshot, paths, signal);
    await link.insist('/v1/lease/checkpoint', { files }, leaseDoneSchema, signal);
  } finally {
    await rm(snapshot, { recursive: true, force: true });
  }
}

/** Tells the service how a work ended that is not done. */
async function endWith(options: LeaseRunOptions, heart: Heart, thrown: unknown): Promise<LeaseEnd> {
  const { link, node } = options;
  const signal = AbortSignal.any([heart.lostSignal, AbortSignal.timeout(LAST_WORDS_MS)]);
  const say = (path: string, body: unknown) => link.insist(path, body, leaseDoneSchema, signal);
  try {
    const unfit = unfitBy(thrown);
    if (unfit !== null) {
      await say('/v1/lease/release', { reason: 'unfit', unfit });
      return { kind: 'unfit', unfit };
    }
    const asked = options.signal.aborted || heart.signal.aborted;
    if (asked || codeOf(thrown) === 'TRAINER_INTERRUPTED') {
      await sendCheckpoint(options, signal);
      await say('/v1/lease/release', { reason: options.signal.aborted ? 'stopped' : 'asked' });
      return { kind: 'released' };
    }
    const { code, params } = TouchstoneError.from(thrown);
    await say('/v1/lease/fail', { code, params: shortened({ ...params, node }) });
    return { kind: 'failed' };
  } catch (error) {
    if (heart.lost || codeOf(error) === 'LEASE_LOST') return { kind: 'lost' };
    throw error;
  }
}

function unfitBy(error: unknown): NodeUnfit | null {
  if (!(error instanceof TouchstoneError)) return null;
  const detail = error.message.slice(0, 500);
  switch (error.code) {
    case 'NODE_DISK_FULL':
      return { reason: 'disk_full', detail };
    case 'NODE_CACHE_TOO_SMALL':
      return { reason: 'cache_too_small', detail };
    case 'TRAINER_MISSING':
      return { reason: 'trainer', detail };
    default:
      return null;
  }
}

function shortened(params: TouchstoneError['params']): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.slice(0, 1000) : value,
    ]),
  );
}
