import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { ArtifactStore, TreeEntry } from '../../contracts/artifact.ts';
import type { WorkEnvelope, WorkInput } from '../../contracts/nodes/work.ts';
import type { PredictJob, TrainJob } from '../../contracts/trainer.ts';

/** Where the files of a job come from. */
export interface EnvelopeSources {
  readonly artifacts: ArtifactStore;
  /** Files of a base that lies in a directory of this machine, all of them in the artifact store. */
  filesOfBase(directory: string): Promise<readonly TreeEntry[]>;
}

/** Work that nodes can take. */
export type NodeJob = TrainJob | PredictJob;

/** A job without this machine's paths, its inputs named by digest and there for nodes to fetch. */
export async function envelopeOf(job: NodeJob, sources: EnvelopeSources): Promise<WorkEnvelope> {
  const inputs: Record<string, WorkInput> = {
    base: { kind: 'tree', files: await sources.filesOfBase(job.base_dir) },
  };
  const file = async (name: string, path: string | null): Promise<string | null> => {
    if (path === null) return null;
    inputs[name] = { kind: 'file', files: [await storedFile(sources.artifacts, path)] };
    return `input:${name}`;
  };
  const places = { base_dir: 'input:base', work_dir: 'work:', out_dir: 'out:' };
  if (job.verb === 'train') {
    const records = {
      train_records: await file('train', job.train_records),
      validation_records: await file('validation', job.validation_records),
    };
    return { format: 1, verb: job.verb, job: { ...job, ...places, ...records }, inputs };
  }
  const systems = [];
  for (const [n, { adapter_dir: adapter, learns_from: learnt, ...system }] of job.systems.entries()) {
    if (adapter !== null) inputs[`adapter-${n}`] = await storedTree(sources.artifacts, adapter);
    systems.push({
      ...system,
      adapter_dir: adapter === null ? null : `input:adapter-${n}`,
      ...(learnt !== undefined && { learns_from: await file(`learnt-${n}`, learnt) }),
    });
  }
  const records = { records: await file('records', job.records) };
  return { format: 1, verb: job.verb, job: { ...job, ...places, ...records, systems }, inputs };
}

/**
 * Names a piece of work: the same after a restart of this service and in every other one, so that what is under way is found.
 * The stage key tells stages apart that have the same work done.
 */
export function workIdOf(envelope: WorkEnvelope, stageKey: string): string {
  const text = JSON.stringify([envelope, stageKey]);
  return `work_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}

async function storedFile(artifacts: ArtifactStore, path: string): Promise<TreeEntry> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    hash.update(piece as Buffer);
    bytes += (piece as Buffer).length;
  }
  const digest = hash.digest('hex');
  if (!(await artifacts.has({ kind: 'blob', digest, bytes }))) await artifacts.putFile(path);
  return { path: 'records.arrow', digest, bytes };
}

async function storedTree(artifacts: ArtifactStore, directory: string): Promise<WorkInput> {
  return { kind: 'tree', files: await artifacts.listTree(await artifacts.putTree(directory)) };
}
