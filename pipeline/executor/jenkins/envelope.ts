import { createHash } from 'node:crypto';
import { createReadStream, openAsBlob } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { TRAINING_PARAMETERS } from '../../../jenkins/training/template.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { TrainJob } from '../../contracts/trainer.ts';

/** A training as it is sent to an agent. */
export interface Envelope {
  readonly parameters: Readonly<Record<string, string>>;
  readonly files: ReadonlyMap<string, Blob>;
}

export interface Letter {
  readonly label: string;
  readonly job: TrainJob;
  readonly baseDigest: string;
  /** The base packed in a file; null: the agent has it. */
  readonly packedBase: string | null;
}

/** What differs between machines is left out, and filled in on the agent. */
const OF_MACHINE = ['base_dir', 'work_dir', 'out_dir', 'train_records', 'validation_records'] as const;

/** Packs job and records; files are read when they are sent. */
export async function envelopeOf({ label, job, baseDigest, packedBase }: Letter): Promise<Envelope> {
  const names = TRAINING_PARAMETERS;
  const paths = new Map([[names.train, job.train_records]] as [string, string][]);
  if (job.validation_records !== null) paths.set(names.validation, job.validation_records);
  if (packedBase !== null) paths.set(names.base, packedBase);
  const files = new Map<string, Blob>();
  const sha256: Record<string, string> = {};
  for (const [name, path] of paths) {
    files.set(name, await openAsBlob(path));
    sha256[name] = await digestOf(path);
  }
  const body = { format: 1, base_digest: baseDigest, sha256, job: portable(job) };
  return {
    parameters: {
      [names.label]: label,
      [names.job]: JSON.stringify(body),
      [names.withValidation]: String(paths.has(names.validation)),
      [names.withBase]: String(packedBase !== null),
    },
    files,
  };
}

/**
 * Names a training: the same after a restart of this service, so that the build that it started then is found. The place
 * of the output tells stages apart; records are named by what is in them, for they may be fetched to another place.
 */
export async function keyOf(job: TrainJob, baseDigest: string): Promise<string> {
  const records = [job.train_records, job.validation_records];
  const digests = await Promise.all(records.map((path) => (path === null ? null : digestOf(path))));
  const text = JSON.stringify([portable(job), job.out_dir, baseDigest, digests]);
  return `train-${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}

const baseFileSchema = z.looseObject({ digest: z.string().regex(/^[0-9a-f]{64}$/) });

/** The digest of a base that lies ready. Error: `TRAINER_OUTPUT` where `base.json` is none. */
export async function baseDigestOf(directory: string): Promise<string> {
  const file = join(directory, 'base.json');
  try {
    return baseFileSchema.parse(JSON.parse(await readFile(file, 'utf8'))).digest;
  } catch (cause) {
    throw new TouchstoneError('TRAINER_OUTPUT', { params: { file, detail: 'no digest' }, cause });
  }
}

function portable(job: TrainJob): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(job).filter(([name]) => !(OF_MACHINE as readonly string[]).includes(name)),
  );
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}
