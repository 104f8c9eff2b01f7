import type { RunStatus, StageName, StageStatus, Verdict } from './names.ts';
import type { Problem } from './problem.ts';
import type { StageProgress } from './stage.ts';

/** `E`: a Problem in the reader's language; as stored, the error's bare facts (StoredError). What a run tells those who follow it, in order; `seq` rises within a run and is the event's SSE id. */
export type RunEventBody<E = Problem> =
  | {
      readonly type: 'run';
      readonly status: RunStatus;
      readonly verdict: Verdict | null;
      readonly error: E | null;
    }
  | {
      readonly type: 'stage';
      readonly stage: StageName;
      readonly status: StageStatus;
      readonly cached: boolean;
      readonly seconds: number | null;
      readonly attempt: number;
      readonly error: E | null;
    }
  | { readonly type: 'progress'; readonly stage: StageName; readonly progress: StageProgress }
  | {
      readonly type: 'retry';
      readonly stage: StageName;
      readonly attempt: number;
      readonly waitSeconds: number;
      readonly error: E;
    };

export interface RunEvent<E = Problem> {
  readonly runId: string;
  readonly seq: number;
  readonly at: string;
  readonly body: RunEventBody<E>;
}
