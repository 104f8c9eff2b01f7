import { mkdir } from 'node:fs/promises';
import { PARTS } from '../../stages/parts.ts';
import { joinBelow } from '../config/safe-path.ts';
import type { ArtifactRef, ArtifactStore, BlobRef } from '../contracts/artifact.ts';
import type { TextModel } from '../contracts/generation.ts';
import type { PartThreads } from '../contracts/part.ts';
import type { PipelineSpec } from '../contracts/spec.ts';
import type { Stage, StageContext, StageInputs, StageResult } from '../contracts/stage.ts';
import { divideHere } from '../threads/divide-here.ts';

/** What a stage run here works with. */
export interface LocalWork {
  readonly directory: string;
  readonly artifacts: ArtifactStore;
  readonly spec: PipelineSpec;
  readonly signal: AbortSignal;
  readonly threads: PartThreads;
  /** For `generate`; where it is left out no stage may reach for a text model, and nothing is remembered. */
  readonly textModel?: TextModel;
  readonly remember?: StageContext['remember'];
  onProgress(percent: number): void;
}

/** Runs one data stage on these inputs. Its config is its part of the spec, as in the engine. */
export async function runHere(
  stage: Stage,
  inputs: Readonly<Record<string, ArtifactRef | null>>,
  work: LocalWork,
): Promise<StageResult> {
  const workDir = joinBelow(work.directory, stage.name);
  await mkdir(workDir, { recursive: true, mode: 0o700 });
  const config = stage.config.parse(stage.configOf(work.spec));
  return stage.run(inputsOf(inputs), config, contextOf(stage, workDir, work));
}

function inputsOf(inputs: Readonly<Record<string, ArtifactRef | null>>): StageInputs {
  const blob = (name: string): BlobRef | null => {
    const ref = inputs[name] ?? null;
    if (ref !== null && ref.kind !== 'blob') throw new TypeError(`input ${name} is a ${ref.kind}`);
    return ref;
  };
  return {
    blob: (name) => blob(name) ?? unreachable(`input ${name}`),
    optionalBlob: blob,
    tree: (name) => unreachable(`tree ${name}`),
    base: () => unreachable('a base model'),
    production: () => null,
    sealer: () => null,
  };
}

function contextOf(stage: Stage, workDir: string, work: LocalWork): StageContext {
  return {
    runId: 'check',
    run: {
      name: 'check',
      dataset: { name: 'check', digest: '' },
      test: null,
      spec: work.spec,
      decisions: [],
      codeVersion: '',
      stageKeys: {},
    },
    stageKey: stage.name,
    workDir,
    artifacts: work.artifacts,
    bases: { ensure: async () => unreachable('a base model') },
    model: { run: async () => unreachable('model work') },
    registry: { publish: async () => unreachable('the registry') },
    textModel: work.textModel ?? { endpoint: null, ask: async () => unreachable('a text model') },
    signal: work.signal,
    now: () => new Date(),
    progress: ({ percent }) => work.onProgress(percent),
    remember: work.remember ?? ((_name, _version, _parts, make) => make()),
    divide: async function* (name, requests) {
      const { threads, artifacts, signal } = work;
      yield* divideHere(await PARTS[name](), requests, { threads, artifacts, directory: workDir, signal });
    },
  };
}

/** Data stages ask for none of this; one that does is run in the wrong place. */
function unreachable(what: string): never {
  throw new Error(`a check has no ${what}`);
}
