import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { z } from 'zod';
import type { EndedBuild } from '../../../jenkins/builds/follow.ts';
import type { JenkinsClient } from '../../../jenkins/client/client.ts';
import { joinBelow } from '../../config/safe-path.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { awayOutcomeSchema } from '../away-outcome.ts';

const OUTCOME = 'result/outcome.json';
const LONGEST_OUTCOME = 4 * 1024 * 1024;

/** What `agent.py` writes of a training. */
export type TrainingOutcome = z.infer<typeof awayOutcomeSchema>;

/** The job's build that a training came of. */
export interface TrainingBuild {
  readonly client: JenkinsClient;
  readonly job: string;
  readonly build: EndedBuild;
  readonly signal: AbortSignal;
}

/** Null where the build archived none: it was aborted, or its agent died. Error: `JENKINS_ARTIFACT`. */
export async function outcomeOfTraining(from: TrainingBuild): Promise<TrainingOutcome | null> {
  if (!from.build.artifacts.includes(OUTCOME)) return null;
  const pieces: Buffer[] = [];
  let bytes = 0;
  const source = await from.client.artifact(from.job, from.build.number, OUTCOME, from.signal);
  try {
    for await (const piece of source as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > LONGEST_OUTCOME) throw new RangeError('it is too long');
      pieces.push(piece);
    }
    return awayOutcomeSchema.parse(JSON.parse(Buffer.concat(pieces).toString('utf8')));
  } catch {
    from.signal.throwIfAborted();
    throw broken(from, OUTCOME, 'it is not what the agent writes');
  }
}

/** Writes a training's files to its output directory, each as its digest says: all of them, or nothing. */
export async function bringBack(from: TrainingBuild, outcome: TrainingOutcome, to: string): Promise<void> {
  const part = `${to}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true });
  try {
    for (const file of outcome.files) await fetchFile(from, file, part);
    await rm(to, { recursive: true, force: true });
    await rename(part, to);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

async function fetchFile(
  from: TrainingBuild,
  { path, bytes, sha256 }: TrainingOutcome['files'][number],
  root: string,
): Promise<void> {
  const to = joinBelow(root, path);
  await mkdir(dirname(to), { recursive: true });
  const hash = createHash('sha256');
  let left = bytes;
  const check = new Transform({
    transform(piece: Buffer, _encoding, done) {
      left -= piece.length;
      hash.update(piece);
      // More than was announced is cut off at once, instead of filling the disk.
      done(left < 0 ? new Error('too long') : null, piece);
    },
  });
  const source = await from.client.artifact(
    from.job,
    from.build.number,
    `result/output/${path}`,
    from.signal,
  );
  await pipeline(source, check, createWriteStream(to, { flags: 'wx' })).catch(
    (error: NodeJS.ErrnoException) => {
      from.signal.throwIfAborted();
      if (error.code === 'ENOSPC') throw new TouchstoneError('DISK_FULL', { params: { place: root } });
      throw broken(from, path, error.code ?? 'it broke off');
    },
  );
  if (left !== 0 || hash.digest('hex') !== sha256) throw broken(from, path, 'its digest differs');
}

function broken({ build }: TrainingBuild, file: string, detail: string): TouchstoneError {
  return new TouchstoneError('JENKINS_ARTIFACT', { params: { file, number: build.number, detail } });
}
