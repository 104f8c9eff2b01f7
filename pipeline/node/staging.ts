import { createWriteStream } from 'node:fs';
import { copyFile, constants as fs, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { joinBelow } from '../config/safe-path.ts';
import type { TreeEntry } from '../contracts/artifact.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { WorkEnvelope, WorkInput } from '../contracts/nodes/work.ts';
import type { TrainerJob } from '../contracts/trainer.ts';
import { digestOfFile, type InputCache } from './cache.ts';
import { freeDiskBytes } from './health.ts';
import { codeOf, type Link } from './link.ts';

const MIB = 1024 ** 2;
/** Left free beside the inputs, for checkpoints and outputs. */
const MARGIN_BYTES = 64 * MIB;

export interface StagingOptions {
  readonly node: string;
  readonly cache: InputCache;
  /** Speaks with the lease's credential. */
  readonly link: Link;
  /** Of this lease alone. */
  readonly directory: string;
  readonly signal: AbortSignal;
}

/**
 * Lays the inputs of a work out below `in/`, fetched or from the cache, each checked by its digest where it lies for the trainer.
 * A cached file that is not what it should be is thrown away and fetched again, once. Errors: `NODE_INPUT_CORRUPT`,
 * `NODE_DISK_FULL`, `NODE_CACHE_TOO_SMALL`, and those of the link.
 */
export async function stageInputs(envelope: WorkEnvelope, options: StagingOptions): Promise<void> {
  const files = Object.entries(envelope.inputs).flatMap(([name, input]) =>
    input.files.map((file) => ({ file, to: pathIn(options.directory, name, input, file) })),
  );
  await requireRoom(
    files.map(({ file }) => file),
    options,
  );
  for (const { file, to } of files) await stage(file, to, options);
}

/**
 * Lays a checkpoint out in the trainer's work directory, where it goes on from it. A file that is damaged is left out: the
 * trainer then goes on from the checkpoint before.
 */
export async function stageCheckpoint(
  files: readonly TreeEntry[],
  { link, directory, signal }: StagingOptions,
): Promise<void> {
  for (const { path, digest } of files) {
    const to = joinBelow(join(directory, 'work'), path);
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    await pipeline(
      await link.open(`/v1/lease/inputs/${digest}`, signal),
      createWriteStream(to, { mode: 0o600 }),
    );
    if ((await digestOfFile(to)) !== digest) await rm(to);
  }
}

/** The job with this machine's paths. What else is in it the trainer reads, and refuses where it does not understand it. */
export function jobOf(
  { verb, job, inputs }: WorkEnvelope,
  directory: string,
  checkpointSeconds: number | null = null,
): TrainerJob {
  const place = (value: unknown): unknown => {
    if (value === 'work:') return join(directory, 'work');
    if (value === 'out:') return join(directory, 'out');
    const name = typeof value === 'string' ? /^input:(.+)$/.exec(value)?.[1] : undefined;
    if (name === undefined) return value;
    const input = inputs[name];
    if (input === undefined) throw new TouchstoneError('LEASE_SCOPE', { params: { digest: name } });
    return input.kind === 'tree'
      ? joinBelow(join(directory, 'in'), name)
      : pathIn(directory, name, input, input.files[0]!);
  };
  const filled = Object.fromEntries(
    Object.entries(job).map(([name, value]) => [name, PLACES.has(name) ? place(value) : value]),
  );
  const systems = Array.isArray(job.systems)
    ? {
        systems: job.systems.map(({ adapter_dir: adapter, learns_from: learnt, ...system }) => ({
          ...system,
          adapter_dir: place(adapter),
          ...(learnt !== undefined && { learns_from: place(learnt) }),
        })),
      }
    : {};
  // How often it keeps what it has changes nothing of what it makes.
  const rhythm =
    verb === 'train' && checkpointSeconds !== null ? { checkpoint_every_seconds: checkpointSeconds } : {};
  return { ...filled, ...systems, ...rhythm, verb } as unknown as TrainerJob;
}

/** Fields that hold paths. In all others a text that looks like one of ours is a text. */
const PLACES: ReadonlySet<string> = new Set([
  'base_dir',
  'work_dir',
  'out_dir',
  'train_records',
  'validation_records',
  'records',
]);

function pathIn(directory: string, name: string, { kind }: WorkInput, file: TreeEntry): string {
  const room = joinBelow(join(directory, 'in'), name);
  return kind === 'file' ? join(room, 'records.arrow') : joinBelow(room, file.path);
}

async function stage(file: TreeEntry, to: string, options: StagingOptions): Promise<void> {
  const { cache, link, signal, node } = options;
  const { digest, bytes } = file;
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  for (let fetched = 0; ; ) {
    if (!(await cache.has(digest, bytes))) {
      if (fetched++ === 2) throw new TouchstoneError('NODE_INPUT_CORRUPT', { params: { node, digest } });
      await cache.put(digest, await link.open(`/v1/lease/inputs/${digest}`, signal));
    }
    signal.throwIfAborted();
    // A copy of its own (shared blocks where the file system can): whoever gets at the cache later changes nothing here.
    await copyFile(cache.pathOf(digest), to, fs.COPYFILE_FICLONE);
    if ((await digestOfFile(to)) === digest) return cache.touch(digest);
    await cache.remove(digest);
    await rm(to, { force: true });
  }
}

async function requireRoom(
  files: readonly TreeEntry[],
  { cache, node, directory }: StagingOptions,
): Promise<void> {
  const unique = new Map(files.map((file) => [file.digest, file.bytes]));
  const all = [...unique.values()].reduce((sum, bytes) => sum + bytes, 0);
  if (all > cache.limitBytes) {
    const params = { node, limit: Math.floor(cache.limitBytes / MIB), needed: Math.ceil(all / MIB) };
    throw new TouchstoneError('NODE_CACHE_TOO_SMALL', { params });
  }
  let absent = 0;
  for (const [digest, bytes] of unique) if (!(await cache.has(digest, bytes))) absent += bytes;
  await cache.makeRoom(absent, new Set(unique.keys()));
  const free = await freeDiskBytes(directory);
  const needed = absent + all + MARGIN_BYTES;
  if (free < needed) {
    const detail = `${Math.floor(free / MIB)} MiB free, ${Math.ceil(needed / MIB)} MiB needed`;
    throw new TouchstoneError('NODE_DISK_FULL', { params: { node, detail } });
  }
}

/** What writing to a full disk means, whoever wrote. */
export function asDiskFull(error: unknown, node: string): unknown {
  const full = codeOf(error) === 'DISK_FULL' || (error as NodeJS.ErrnoException | null)?.code === 'ENOSPC';
  return full ? new TouchstoneError('NODE_DISK_FULL', { params: { node, detail: 'ENOSPC' } }) : error;
}
