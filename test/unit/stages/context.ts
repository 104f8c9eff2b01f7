import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ArtifactRef, BlobRef, TreeRef } from '../../../pipeline/contracts/artifact.ts';
import type { BaseModel, BaseStore } from '../../../pipeline/contracts/base.ts';
import type { TextModel } from '../../../pipeline/contracts/generation.ts';
import type { MaskSealer } from '../../../pipeline/contracts/mask-vault.ts';
import type { PartName } from '../../../pipeline/contracts/part.ts';
import type { ModelVersion } from '../../../pipeline/contracts/registry.ts';
import { type PipelineSpecInput, pipelineSpecSchema } from '../../../pipeline/contracts/spec.ts';
import type {
  ModelWork,
  Publisher,
  RunFacts,
  Stage,
  StageContext,
  StageInputs,
  StageProgress,
  StageResult,
} from '../../../pipeline/contracts/stage.ts';
import { PARTS } from '../../../stages/parts.ts';
import { MemoryArtifacts } from './memory-artifacts.ts';

/** What a test may put in the place of the outside world; whatever is left out throws when a stage reaches for it. */
export interface FakeParts {
  readonly runId?: string;
  readonly stageKey?: string;
  readonly run?: Partial<RunFacts>;
  readonly bases?: BaseStore;
  readonly model?: ModelWork;
  readonly registry?: Publisher;
  readonly textModel?: TextModel;
  readonly signal?: AbortSignal;
  readonly now?: Date;
}

/** A `StageContext` that keeps everything in memory and notes what the stage told people. */
export interface FakeContext extends StageContext {
  readonly artifacts: MemoryArtifacts;
  /** Every progress the stage reported, in order. */
  readonly reported: readonly StageProgress[];
  /** Names of the `remember` calls that had to be made, in order; a remembered one is not listed again. */
  readonly made: readonly string[];
  /** Names of the parts that were made, in order; here in the very thread. */
  readonly divided: readonly PartName[];
  /** Removes the work directory and laid-out files; call it in `afterEach`. */
  close(): Promise<void>;
}

const absent = (part: string) => () => Promise.reject(new Error(`this test gave no ${part}`));

const defaultFacts = (): RunFacts => ({
  name: 'test-model',
  dataset: { name: 'test-dataset', digest: 'd'.repeat(64) },
  test: null,
  spec: pipelineSpecSchema.parse({}),
  decisions: [],
  codeVersion: '0.0.0-test',
  stageKeys: {},
});

/** A fresh context for one test. */
export async function fakeContext(parts: FakeParts = {}): Promise<FakeContext> {
  const artifacts = new MemoryArtifacts();
  const workDir = await mkdtemp(join(tmpdir(), 'touchstone-stage-'));
  const reported: StageProgress[] = [];
  const made: string[] = [];
  const divided: PartName[] = [];
  const memory = new Map<string, StageResult>();
  return {
    runId: parts.runId ?? 'run_test',
    run: { ...defaultFacts(), ...parts.run },
    stageKey: parts.stageKey ?? 'a'.repeat(64),
    workDir,
    artifacts,
    bases: parts.bases ?? { ensure: absent('base store') },
    model: parts.model ?? { run: absent('model work') },
    registry: parts.registry ?? { publish: absent('registry') },
    textModel: parts.textModel ?? { endpoint: null, ask: absent('text model') },
    signal: parts.signal ?? new AbortController().signal,
    reported,
    made,
    divided,
    now: () => parts.now ?? new Date('2026-11-22T00:00:00.000Z'),
    progress: (progress) => void reported.push(progress),
    remember: async (name, version, keyParts, make) => {
      const key = JSON.stringify([name, version, keyParts]);
      const known = memory.get(key);
      if (known) return known;
      made.push(name);
      const result = await make();
      memory.set(key, result);
      return result;
    },
    divide: async function* (name, requests) {
      const part = await PARTS[name]();
      for (const [n, { inputs, config }] of requests.entries()) {
        const files: Record<string, string | null> = {};
        for (const [input, blob] of Object.entries(inputs))
          files[input] = blob && (await artifacts.localFile(blob));
        const partDir = join(workDir, `part-${n}`);
        await mkdir(partDir);
        const done = await part.run(files, part.config.parse(config), { workDir: partDir });
        const outputs: Record<string, BlobRef | null> = {};
        for (const [output, path] of Object.entries(done.files))
          outputs[output] = path === null ? null : await artifacts.putFile(path);
        divided.push(name);
        await rm(partDir, { recursive: true });
        yield { outputs, summary: done.summary };
      }
    },
    close: async () => {
      await artifacts.close();
      await rm(workDir, { recursive: true, force: true });
    },
  };
}

/** Inputs by name: an artifact, or null for an optional one that is absent. */
export interface FakeInputs {
  readonly artifacts?: Readonly<Record<string, ArtifactRef | null>>;
  readonly base?: BaseModel;
  readonly production?: ModelVersion | null;
  readonly sealer?: MaskSealer | null;
}

/** `StageInputs` over plain values, as strict as the engine's own: an undeclared or wrong-kind input throws. */
export function fakeInputs({
  artifacts = {},
  base,
  production = null,
  sealer = null,
}: FakeInputs): StageInputs {
  const find = (name: string): ArtifactRef | null => {
    const ref = artifacts[name];
    if (ref === undefined) throw new Error(`input ${name} was not given`);
    return ref;
  };
  const need = <K extends ArtifactRef['kind']>(name: string, kind: K, ref: ArtifactRef | null) => {
    if (ref?.kind !== kind) throw new Error(`input ${name} is not a ${kind}`);
    return ref as Extract<ArtifactRef, { kind: K }>;
  };
  return {
    blob: (name): BlobRef => need(name, 'blob', find(name)),
    optionalBlob: (name): BlobRef | null => {
      const ref = find(name);
      return ref === null ? null : need(name, 'blob', ref);
    },
    tree: (name): TreeRef => need(name, 'tree', find(name)),
    base: () => {
      if (!base) throw new Error('this test gave no base');
      return base;
    },
    production: () => production,
    sealer: () => sealer,
  };
}

/** Runs a stage with the config that it takes from a spec; checks that it makes exactly the outputs it declares. */
export async function runStage<C, K extends string>(
  stage: Stage<C, K>,
  context: StageContext,
  inputs: FakeInputs,
  spec: PipelineSpecInput = {},
): Promise<StageResult<K>> {
  const config = stage.config.parse(stage.configOf(pipelineSpecSchema.parse(spec)));
  const result = await stage.run(fakeInputs(inputs), config, context);
  const declared = Object.keys(stage.outputs) as K[];
  if (declared.sort().join() !== Object.keys(result.outputs).sort().join()) {
    throw new Error(`stage ${stage.name} made ${Object.keys(result.outputs)}, declared ${declared}`);
  }
  for (const name of declared) {
    const ref = result.outputs[name];
    if (!['optional', 'sealed'].includes(stage.outputs[name]) && ref?.kind !== stage.outputs[name]) {
      throw new Error(`output ${name} of ${stage.name} is not a ${stage.outputs[name]}`);
    }
  }
  return result;
}
