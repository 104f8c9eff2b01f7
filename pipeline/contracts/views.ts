import type { ArtifactRef, BlobRef } from './artifact.ts';
import type { DatasetDiff } from './dataset-diff.ts';
import type { DatasetDecision } from './decisions.ts';
import type { RunStatus, StageName, StageStatus, Verdict } from './names.ts';
import type { Problem } from './problem.ts';
import type { ReadingHints } from './reading.ts';
import type { Message } from './record.ts';
import type { PipelineSpec } from './spec.ts';
import type { Decision, StageProgress, StageSummary } from './stage.ts';
import type { RunTrigger } from './triggers.ts';

/** Rows as the service shows them: the same shape in the database layer, the HTTP API and the CLI. */
export interface DatasetVersionView {
  /** `dsv_…` */
  readonly id: string;
  readonly dataset: string;
  /** 1, 2, 3 … within the dataset. */
  readonly version: number;
  readonly digest: string;
  readonly bytes: number;
  readonly filename: string;
  readonly createdAt: string;
  /** When the raw file is to be deleted; null: never. */
  readonly expiresAt: string | null;
  /** Since when no run can begin with it; null: it is there. */
  readonly expiredAt: string | null;
  /** How it is to be read, as its uploader said; null: nothing was said. */
  readonly reading: ReadingHints | null;
}

export interface DatasetView {
  readonly name: string;
  readonly createdAt: string;
  readonly latest: DatasetVersionView | null;
}

/** How two versions of a dataset differ, and every difference as JSON lines (`RecordDifference`). */
export interface DatasetDiffView {
  readonly from: DatasetVersionView;
  readonly to: DatasetVersionView;
  readonly diff: DatasetDiff;
  readonly list: BlobRef;
}

/** A decision as it stands on record. */
export interface DecisionView extends DatasetDecision {
  /** `dec_…` */
  readonly id: string;
  readonly dataset: string;
  /** What the record was called when it was decided about. */
  readonly record: string | null;
  readonly createdAt: string;
  readonly withdrawn: { readonly at: string; readonly by: string; readonly reason: string } | null;
}

/** A record with its personal data back. Never stored. */
export interface UnmaskedRecord {
  readonly record: string;
  readonly messages: readonly Message[];
  readonly label: string | null;
}

/** Somebody saw, or wanted to see, masked personal data. */
export interface UnmaskingView {
  readonly run: string;
  readonly record: string;
  readonly by: string;
  readonly reason: string;
  /** `refused`: without the key. */
  readonly outcome: 'shown' | 'refused';
  readonly at: string;
}

export interface StageRunView {
  readonly stage: StageName;
  readonly status: StageStatus;
  /** True when the result came from memory. */
  readonly cached: boolean;
  readonly attempt: number;
  readonly stageKey: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Seconds of work of this run; near 0 when cached. */
  readonly seconds: number | null;
  readonly progress: StageProgress | null;
  readonly outputs: Readonly<Record<string, ArtifactRef | null>> | null;
  readonly summary: StageSummary | null;
  readonly error: Problem | null;
}

export interface RunView {
  /** `run_…` */
  readonly id: string;
  /** Registry name that the model is published under. */
  readonly name: string;
  readonly status: RunStatus;
  readonly verdict: Verdict | null;
  readonly dataset: DatasetVersionView;
  readonly test: DatasetVersionView | null;
  readonly spec: PipelineSpec;
  /** What each `auto` became, and why. */
  readonly decisions: readonly Decision[];
  /** What started it. */
  readonly trigger: RunTrigger;
  /** Later triggers that asked for the same and got this run, the latest 20. */
  readonly joined: readonly RunTrigger[];
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly error: Problem | null;
  /** The published model version, or null. */
  readonly model: { readonly name: string; readonly version: number } | null;
  readonly stages: readonly StageRunView[];
}

/** A list page: `next` is the cursor for the following page, null at the end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}
