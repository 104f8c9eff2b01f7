import type { z } from 'zod';
import type { ArtifactRef, ArtifactStore, BlobRef, TreeRef } from './artifact.ts';
import type { BaseModel, BaseStore } from './base.ts';
import type { TextModel } from './generation.ts';
import type { MaskSealer } from './mask-vault.ts';
import type { Alias, Localized, Pool, StageName, Verdict } from './names.ts';
import type { WorkOf } from './nodes/work-of.ts';
import type { PartName, PartRequest } from './part.ts';
import type { ModelDraft, ModelVersion } from './registry.ts';
import type { PipelineSpec } from './spec.ts';
import type { TrainerJob, TrainerResult } from './trainer.ts';

/**
 * Where one input of a stage comes from: an earlier stage's output, or from outside the pipeline.
 * `dataset` and `test` are uploads (test may be absent), `base` is the base model's canonical directory, `production`
 * the published model version that the registry name's `production` alias points to (absent for a new name). `decisions`
 * are what people decided about the dataset (a JSON blob of `DatasetDecision[]`; absent where there are none). `mask_key` seals maps of
 * masked personal data without showing the key itself. `confusions` are pairs of labels that the last evaluation of the
 * run's name mixed up (a JSON blob of `ConfusedPair[]`; absent where the spec asks for none). `suite` is the test set that is
 * frozen for the run's name (canonical records; absent where none is). `look` tells the how-manieth model the run's is that was
 * judged by its test set (a JSON blob of `TestLook`); it can be asked for once that is known. `previous_report` is the `report.json`
 * of the last run of the name that trained another model (absent where there is none); it can be asked for once the adapter is known.
 * `usage` is what the stages before took when their results were made, and what the site pays (a JSON blob of `RunUsage`).
 * `trigger` is what started the run (a JSON blob of `TriggerCause`): its own id and time are not in it, so that who asks for the same
 * in the same way gets the same.
 */
export type InputSource =
  | { readonly stage: StageName; readonly output: string }
  | {
      readonly external:
        | 'dataset'
        | 'test'
        | 'base'
        | 'production'
        | 'decisions'
        | 'mask_key'
        | 'reading'
        | 'confusions'
        | 'suite'
        | 'look'
        | 'previous_report'
        | 'usage'
        | 'trigger';
    };

/**
 * Outputs that no route and no view hands out, whatever asks: sealed, and opened only for somebody who has the key. A
 * stage declares them as `sealed`; like optional ones they may be null.
 */
export const SEALED_OUTPUTS: ReadonlySet<string> = new Set(['mask_map']);

/** A choice that `auto` left to us, with the reason that a person is shown. */
export interface Decision {
  /** Dotted path in the pipeline spec, e.g. `train.epochs`. */
  readonly field: string;
  readonly value: unknown;
  readonly reason: Localized;
}

/** Small facts about a stage's result, stored with it and shown to people. Big things are artifacts. */
export interface StageSummary {
  readonly [fact: string]: unknown;
  readonly decisions?: readonly Decision[];
  readonly warnings?: readonly Localized[];
  readonly verdict?: Verdict;
}

export type Outputs<K extends string = string> = Readonly<Record<K, ArtifactRef | null>>;

export interface StageResult<K extends string = string> {
  readonly outputs: Outputs<K>;
  readonly summary: StageSummary;
}

/** Progress of a stage as people see it. */
export interface StageProgress {
  /** 0–100. */
  readonly percent: number;
  readonly message?: Localized;
  /** True where the message holds for the whole work, so that people should not miss it when figures follow. */
  readonly lasting?: boolean;
  readonly loss?: number;
  readonly tokensPerSecond?: number;
  readonly recordsPerSecond?: number;
  readonly etaSeconds?: number;
}

/** Runs a trainer command somewhere and waits for its end. The only way from a stage to a model. */
export interface ModelWork {
  /** Pieces of work that are done side by side; left out: one. Who asks for more at once waits where others could work. */
  readonly atOnce?: number;
  run(
    job: TrainerJob,
    options: {
      onProgress(progress: StageProgress): void;
      signal: AbortSignal;
      /** Whose work it is; the engine says it, for those who divide machines among projects. */
      readonly of?: WorkOf;
    },
  ): Promise<TrainerResult>;
}

/** The registry as the publish stage sees it. */
export interface Publisher {
  /** Idempotent by `draft.stageKey`: publishing the same stage key again returns the same version. */
  publish(draft: ModelDraft, alias: Alias): Promise<ModelVersion>;
}

/** What a version's lineage says about the run that made it. For the publish stage: anything that another stage's
 *  result depended on here would escape its stage key. */
export interface RunFacts {
  /** Registry name that the model is published under. */
  readonly name: string;
  readonly dataset: { readonly name: string; readonly digest: string };
  readonly test: { readonly digest: string } | null;
  readonly spec: PipelineSpec;
  /** What each `auto` became so far, and why. */
  readonly decisions: readonly Decision[];
  readonly codeVersion: string;
  /** Keys of the stages that ended before this one. */
  readonly stageKeys: Readonly<Record<string, string>>;
}

/** Everything a stage may reach beside its inputs. */
export interface StageContext {
  readonly runId: string;
  readonly run: RunFacts;
  readonly stageKey: string;
  /** A private directory, the same for every attempt at this stage key; removed when the stage is done. */
  readonly workDir: string;
  readonly artifacts: ArtifactStore;
  readonly bases: BaseStore;
  readonly model: ModelWork;
  readonly registry: Publisher;
  /** A text model behind an endpoint, for `generate`. */
  readonly textModel: TextModel;
  readonly signal: AbortSignal;
  /** Current time; recorded in results, never part of a stage key. */
  now(): Date;
  progress(progress: StageProgress): void;
  /**
   * Memoises a part of a stage under a key of its own, so that another run that shares only this part reuses it.
   * `parts` must name everything that the result depends on. Calls may nest: `make` may call `remember` for other parts.
   */
  remember(
    name: string,
    version: number,
    parts: Readonly<Record<string, unknown>>,
    make: () => Promise<StageResult>,
  ): Promise<StageResult>;
  /**
   * Has parts made by whoever has a thread free, here or in another service, each memoised under a key of its own. Gives
   * the results in the order of the requests, each as soon as it is there; whoever stops asking stops what is left.
   * Errors: that of the first part that failed; the signal's reason.
   */
  divide(part: PartName, requests: readonly PartRequest[]): AsyncGenerator<StageResult>;
}

/** Inputs as a stage receives them. `base` and `production` carry their facts beside the artifact. */
export interface StageInputs {
  blob(name: string): BlobRef;
  optionalBlob(name: string): BlobRef | null;
  tree(name: string): TreeRef;
  base(): BaseModel;
  production(): ModelVersion | null;
  /** null: nothing is kept that could undo the masking (a check stores none). */
  sealer(): MaskSealer | null;
}

/**
 * A declared, versioned function from artifacts and config to artifacts. Raise `version` whenever the same inputs
 * would give another result: the version is part of the stage key.
 */
export interface Stage<C = unknown, K extends string = string> {
  readonly name: StageName;
  readonly version: number;
  readonly pool: Pool;
  readonly title: Localized;
  readonly config: z.ZodType<C>;
  /** The part of the spec that this stage depends on; it and nothing else enters the stage key. */
  configOf(spec: PipelineSpec): unknown;
  /** True where the result also depends on the run's registry name, which then enters the stage key. */
  readonly keyedByName?: boolean;
  readonly inputs: Readonly<Record<string, InputSource>>;
  readonly outputs: Readonly<Record<K, 'blob' | 'tree' | 'optional' | 'sealed'>>;
  readonly timeoutSeconds: number;
  /** Attempts in all for errors that are retryable, and the first wait between them (doubling). */
  readonly retry: { readonly attempts: number; readonly backoffSeconds: number };
  run(inputs: StageInputs, config: C, context: StageContext): Promise<StageResult<K>>;
}
