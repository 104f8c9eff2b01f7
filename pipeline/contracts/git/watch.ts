import type { Problem } from '../problem.ts';

/** How a pipeline's repository was found when it was looked at last. */
export interface GitWatchView {
  /** Of the pipeline. */
  readonly name: string;
  readonly url: string;
  readonly branch: string | null;
  /** The commit that the branch pointed to; null: none was seen yet. */
  readonly commit: string | null;
  readonly subject: string | null;
  readonly lookedAt: string | null;
  /** Somebody is to look as soon as may be. */
  readonly wanted: boolean;
  /** Looks in a row that did not get so far. */
  readonly failures: number;
  /** What was wrong, with the way there or with the commit. */
  readonly error: Problem | null;
  /** What the forge was told, newest first. */
  readonly statuses: readonly GitStatusView[];
}

/** What a forge is to be told of a commit, or was. */
export interface GitStatusView {
  readonly commit: string;
  readonly trigger: string;
  /** As it was told last; null: it was told nothing yet. */
  readonly state: string | null;
  readonly sentAt: string | null;
  readonly attempts: number;
  /** When it is told, or tried again; null: there is nothing more to tell, or it was given up. */
  readonly nextAt: string | null;
  readonly givenUpAt: string | null;
  readonly error: Problem | null;
}
