import type { StoredError } from './errors/error.ts';
import type { TriggerKind } from './names.ts';
import type { Problem } from './problem.ts';

/**
 * What became of a trigger. `pending`: written down, not decided yet. `joined`: an equal run was under way or had just
 * ended, and answers this one too. `unchanged`: nothing that the result depends on has changed since the last run.
 */
export const TRIGGER_OUTCOMES = ['pending', 'started', 'joined', 'unchanged', 'refused'] as const;
export type TriggerOutcome = (typeof TRIGGER_OUTCOMES)[number];

/** A commit that data came from. */
export interface TriggerCommit {
  /** Address of the repository, without credentials. */
  readonly repository: string;
  readonly branch: string | null;
  /** Its full id in hexadecimal digits. */
  readonly id: string;
}

/** Who or what pulled a trigger, and why. */
export interface TriggerCause {
  readonly kind: TriggerKind;
  readonly by: string | null;
  /** In the words of whoever pulled it; null: the kind says it all. */
  readonly reason: string | null;
  /** A page about it, such as a Jenkins build or a commit. */
  readonly link: string | null;
  readonly commit: TriggerCommit | null;
  /** The moment that a schedule named. */
  readonly due: string | null;
}

/** The version of a dataset that a trigger is about. */
export interface TriggerData {
  /** `dsv_…` */
  readonly id: string;
  readonly dataset: string;
  readonly version: number;
  readonly digest: string;
}

/** What a run says about a trigger that it answers. */
export interface RunTrigger extends TriggerCause {
  /** `trg_…`; null for runs that are older than the records of triggers. */
  readonly id: string | null;
  readonly at: string;
}

/** One trigger on record. `E`: a Problem in the reader's language; as stored, the error's bare facts. */
export interface TriggerView<E = Problem> extends TriggerCause {
  /** `trg_…` */
  readonly id: string;
  /** Registry name that it is to give a version of. */
  readonly name: string;
  readonly at: string;
  readonly settledAt: string | null;
  readonly data: TriggerData | null;
  readonly test: TriggerData | null;
  /** sha256 of the spec as it was to be executed. */
  readonly specDigest: string | null;
  readonly outcome: TriggerOutcome;
  /** The run that it started or joined; for `unchanged` the run that has the result already. */
  readonly run: string | null;
  /** Why it was refused. */
  readonly error: E | null;
}

export type StoredTrigger = TriggerView<StoredError>;

/** What may be said of a cause; what is left out is null. */
export type SaidCause = Pick<TriggerCause, 'kind'> & Partial<TriggerCause>;

/** A cause with all its fields. */
export function causeOf(said: SaidCause): TriggerCause {
  return { by: null, reason: null, link: null, commit: null, due: null, ...said };
}
