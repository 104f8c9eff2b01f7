import type { Pool, StageName } from '../contracts/names.ts';
import type { NoticeJob, PartJob } from './catalog.ts';
import type { JobOutcome } from './job-outcome.ts';
import type { TaskHandlers, TaskQueue } from './tasks.ts';

/** `payload` is as it arrived, not yet parsed; `failures` counts earlier failed tries of this very job. */
export type JobHandler = (payload: unknown, failures: number) => Promise<JobOutcome>;

/** Who does what arrives. */
export interface QueueHandlers {
  readonly job: JobHandler;
  readonly tasks: TaskHandlers;
  /** Carries the jobs of `offerDeliveries`; null: this service leaves them to others. */
  readonly deliver: ((payload: unknown) => Promise<JobOutcome>) | null;
}

/** The queue moves work and knows nothing else. Losing all of it loses no run: the reconciler fills it again. */
export interface WorkQueue {
  /** Work that belongs to no stage of a run. */
  readonly tasks: TaskQueue;
  /** Puts a run's stages in as one flow: each waits for the one before. */
  enqueue(run: {
    readonly runId: string;
    readonly generation: number;
    readonly stages: readonly { readonly stage: StageName; readonly pool: Pool }[];
  }): Promise<void>;
  /** Whether the flow of this generation is still there and can still end. */
  holds(run: {
    readonly runId: string;
    readonly generation: number;
    readonly lastStage: StageName;
    readonly pool: Pool;
  }): Promise<boolean>;
  /** Offers parts to whoever has a thread free, stages first; one that is in already is not put in again. */
  offerParts(parts: readonly PartJob[]): Promise<void>;
  /** Offers notices to be carried to their targets; one that is in already is not put in again. */
  offerDeliveries(jobs: readonly NoticeJob[]): Promise<void>;
  /** Begins to take work. */
  start(handlers: QueueHandlers, workers: Readonly<Record<Pool, number>>): Promise<void>;
  /** Jobs by pool and state. */
  depths(): Promise<readonly { readonly pool: Pool; readonly state: string; readonly count: number }[]>;
  /** Takes no further work and waits for what is in hand. */
  stop(): Promise<void>;
  /** Stops, and gives connections back. */
  close(): Promise<void>;
}
