import { z } from 'zod';
import { type Pool, STAGE_NAMES, type StageName } from '../../pipeline/contracts/names.ts';
import type { InputSource, Stage } from '../../pipeline/contracts/stage.ts';

/** What an empty stage does beside passing on: for tests of the engine. */
export interface EmptyStageBehaviour {
  /** Called before the stage gives its result; may wait, throw, or look at the signal. */
  during?(stage: StageName, runId: string, signal: AbortSignal): Promise<void>;
}

/** A whole registry of stages that do no work, each depending on the one before: the control plane alone. */
export function emptyStages(behaviour: EmptyStageBehaviour = {}): Record<StageName, Stage> {
  const made = STAGE_NAMES.map((name, i) => [name, emptyStage(name, STAGE_NAMES[i - 1], behaviour)] as const);
  return Object.fromEntries(made) as Record<StageName, Stage>;
}

function emptyStage(name: StageName, before: StageName | undefined, behaviour: EmptyStageBehaviour): Stage {
  const source: InputSource =
    before === undefined ? { external: 'dataset' } : { stage: before, output: 'out' };
  const pool: Pool = name === 'train' || name === 'evaluate' ? 'model' : 'cpu';
  return {
    name,
    version: 1,
    pool,
    title: { en: name, 'zh-TW': name },
    config: z.unknown(),
    // The seed of the training lets a test ask for other work from `train` on.
    configOf: (spec) => (name === 'train' ? { seed: spec.train.seed } : {}),
    inputs: { in: source },
    outputs: { out: 'blob' },
    timeoutSeconds: 60,
    retry: { attempts: 3, backoffSeconds: 0.1 },
    run: async (inputs, _config, context) => {
      await behaviour.during?.(name, context.runId, context.signal);
      context.signal.throwIfAborted();
      const out = await context.artifacts.putBytes(`${name}<${inputs.blob('in').digest}`);
      return { outputs: { out }, summary: name === 'gate' ? { verdict: 'PASS' } : {} };
    },
  };
}
