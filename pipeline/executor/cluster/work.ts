import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { PredictJob, TrainJob } from '../../contracts/trainer.ts';
import { digestOf, digestOfSums, sumsOf } from './files.ts';

/** Jobs that a node can take. */
export type NodeJob = TrainJob | PredictJob;

/** An input of a job and where it stands in it. */
export interface Input {
  /** Its name in the folder of the work. */
  readonly name: string;
  readonly kind: 'file' | 'folder';
  readonly path: string;
}

/** What a job reads beside its base. */
export function inputsOf(job: NodeJob): Input[] {
  if (job.verb === 'train') {
    const train: Input = { name: 'train', kind: 'file', path: job.train_records };
    const { validation_records: validation } = job;
    return validation === null ? [train] : [train, { name: 'validation', kind: 'file', path: validation }];
  }
  const own = job.systems.flatMap(({ adapter_dir: adapter, learns_from: learnt }, at): Input[] => [
    ...(adapter === null ? [] : [{ name: `adapter-${at}`, kind: 'folder', path: adapter } as const]),
    ...(learnt === undefined ? [] : [{ name: `learnt-${at}`, kind: 'file', path: learnt } as const]),
  ]);
  return [{ name: 'records', kind: 'file', path: job.records }, ...own];
}

/** The same job with the paths that nodes see; the name of an input leads to its place. */
export function relocated(
  job: NodeJob,
  places: { readonly base: string; readonly work: string; readonly out: string },
  input: (name: string) => string,
): NodeJob {
  const common = { base_dir: places.base, work_dir: places.work, out_dir: places.out };
  if (job.verb === 'train')
    return {
      ...job,
      ...common,
      train_records: input('train'),
      validation_records: job.validation_records === null ? null : input('validation'),
    };
  const systems = job.systems.map((system, at) => ({
    ...system,
    adapter_dir: system.adapter_dir === null ? null : input(`adapter-${at}`),
    ...(system.learns_from !== undefined && { learns_from: input(`learnt-${at}`) }),
  }));
  return { ...job, ...common, records: input('records'), systems };
}

const baseFileSchema = z.looseObject({ digest: z.string().regex(/^[0-9a-f]{64}$/) });

/**
 * Names a piece of work: the same after a restart of this service, and for another service of the same installation that
 * takes it over, so that the job that was submitted for it is found. Inputs are named by what is in them; the place of
 * the output, below the home, tells stages apart. Error: `TRAINER_OUTPUT` where the base has no digest.
 */
export async function keyOf(job: NodeJob, home: string): Promise<string> {
  const { base_dir: base, work_dir: _, out_dir: out, ...rest } = job;
  const inputs = inputsOf(job);
  const digests: Record<string, string> = {};
  for (const { name, kind, path } of inputs)
    digests[name] = kind === 'file' ? await digestOf(path) : digestOfSums(await sumsOf(path));
  const paths = new Set(inputs.map(({ path }) => path));
  const settings = JSON.stringify(rest, (_name, value: unknown) =>
    typeof value === 'string' && paths.has(value) ? null : value,
  );
  const text = JSON.stringify([settings, relative(home, out), await digestOfBase(base), digests]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** The digest by which a base that lies ready is known. */
async function digestOfBase(directory: string): Promise<string> {
  const file = join(directory, 'base.json');
  try {
    return baseFileSchema.parse(JSON.parse(await readFile(file, 'utf8'))).digest;
  } catch (cause) {
    throw new TouchstoneError('TRAINER_OUTPUT', { params: { file, detail: 'no digest' }, cause });
  }
}
