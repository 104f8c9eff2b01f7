import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { EndedBuild } from '../../../jenkins/builds/follow.ts';
import type { JenkinsClient } from '../../../jenkins/client/client.ts';
import { joinBelow } from '../../config/safe-path.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';

/** All files of a build together; far more than reports and an adapter. */
const MOST_BYTES = 64 * 1024 ** 3;

/**
 * Writes the files that a build archived to a directory that is not there yet, or empty: all of them or none, and only
 * below it, whatever their names say. Errors: `CLI_OUTPUT_EXISTS`, `PATH_UNSAFE`, `JENKINS_ARTIFACT`, `DISK_FULL`.
 */
export async function collect(
  client: JenkinsClient,
  job: string,
  build: EndedBuild,
  directory: string,
  signal: AbortSignal,
): Promise<void> {
  if (await holdsFiles(directory))
    throw new TouchstoneError('CLI_OUTPUT_EXISTS', { params: { path: directory } });
  await mkdir(dirname(directory), { recursive: true });
  const unfinished = `${directory}.${randomBytes(6).toString('hex')}.part`;
  try {
    await mkdir(unfinished);
    let left = MOST_BYTES;
    for (const path of build.artifacts) {
      const to = joinBelow(unfinished, path);
      await mkdir(dirname(to), { recursive: true });
      left -= await save(client, { job, number: build.number, path, to, left }, signal);
    }
    await rmdir(directory).catch(() => undefined);
    await rename(unfinished, directory);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

interface Wanted {
  readonly job: string;
  readonly number: number;
  readonly path: string;
  readonly to: string;
  /** Bytes that may still come. */
  readonly left: number;
}

/** Gives the number of bytes. */
async function save(client: JenkinsClient, wanted: Wanted, signal: AbortSignal): Promise<number> {
  const { job, number, path, to, left } = wanted;
  let bytes = 0;
  const count = new Transform({
    transform(piece: Buffer, _encoding, done) {
      bytes += piece.length;
      done(bytes > left ? new Error(`more than ${MOST_BYTES} bytes`) : null, piece);
    },
  });
  const source = await client.artifact(job, number, path, signal);
  await pipeline(source, count, createWriteStream(to, { flags: 'wx' })).catch(
    (error: NodeJS.ErrnoException) => {
      signal.throwIfAborted();
      if (error.code === 'ENOSPC') throw new TouchstoneError('DISK_FULL', { params: { place: to } });
      const detail =
        error.code ?? (error.message.startsWith('more than') ? error.message : 'the connection broke');
      throw new TouchstoneError('JENKINS_ARTIFACT', { params: { file: path, number, detail } });
    },
  );
  return bytes;
}

async function holdsFiles(directory: string): Promise<boolean> {
  const found = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    return [''];
  });
  return found.length > 0;
}
