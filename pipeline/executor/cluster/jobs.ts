import type { TouchstoneError } from '../../contracts/errors/error.ts';
import type { StageProgress } from '../../contracts/stage.ts';
import type { LookAtJobs } from './board.ts';
import type { Laid, LayOut, Outfit } from './lay-out.ts';
import type { Outcome } from './outcome.ts';
import type { SharedFolder, WorkPlace } from './place.ts';
import type { Words } from './teller.ts';
import type { NodeJob } from './work.ts';

/** One piece of work that a cluster is to do. */
export interface ClusterWork {
  /** Names it: the same after a restart, and for another service of this installation. */
  readonly key: string;
  readonly job: NodeJob;
  readonly place: WorkPlace;
  /** Jobs for it so far, this one included. */
  readonly number: number;
  /** A service that died may have submitted the job of this number. */
  readonly begun: boolean;
}

/** A job that is over. `state` is null where the cluster does not know it any more. */
export interface EndedJob<Final> {
  readonly id: string;
  readonly state: Final | null;
  readonly place: WorkPlace;
  /** It was seen while somebody waited for it. */
  readonly seen: boolean;
}

export interface WaitingFor {
  onProgress(progress: StageProgress): void;
  readonly signal: AbortSignal;
}

/** What a kind of cluster does with jobs; `ClusterExecutor` does the rest alike for all. */
export interface ClusterJobs<Seen, Final> {
  /** What the account of a job is called in the result of its work. */
  readonly name: string;
  readonly verbs: readonly NodeJob['verb'][];
  readonly pollMs: number;
  readonly folder: SharedFolder;
  readonly layOut: LayOut;
  readonly words: Words<Seen>;
  readonly look: LookAtJobs<Seen, Final>;
  /** False where the folder names a job that cannot be of this work. */
  owns(id: string, key: string): boolean;
  /** The job of this work that a service submitted which died before it could write that down; null where there is none. */
  find(work: ClusterWork, waiting: WaitingFor): Promise<string | null>;
  outfit(work: ClusterWork): Outfit;
  /** Gives the job's id. */
  submit(work: ClusterWork, laid: Laid, waiting: WaitingFor): Promise<string>;
  cancel(id: string, signal: AbortSignal): Promise<void>;
  /** What is done at each look at the job of this work, as long as it is followed. */
  attend?(work: ClusterWork, signal: AbortSignal): (job: Seen) => void;
  /** True where a job that ended so leaves an outcome, which is waited for. */
  spoke(state: Final | null): boolean;
  /** Why it brought no result. */
  faultOf(ended: EndedJob<Final>, outcome: Outcome | null): Promise<TouchstoneError>;
  /** What it was given and used, as far as the cluster keeps it. Error: the signal's reason alone. */
  account(ended: EndedJob<Final>, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>>;
}
