import type { GitTrigger } from '../git-trigger.ts';
import type { Verdict } from '../names.ts';

/** How things stand with a commit, for whoever reads the repository. */
export const COMMIT_STATES = ['pending', 'success', 'failure', 'error'] as const;
export type CommitState = (typeof COMMIT_STATES)[number];

/** What is told of a commit: one line and a link. */
export interface CommitStatus {
  readonly commit: string;
  readonly state: CommitState;
  readonly verdict: Verdict | null;
  readonly description: string;
  readonly link: string | null;
}

/** Tells a forge. Error: `GIT_STATUS_FAILED`, and those of secrets. */
export type StatusTeller = (source: GitTrigger, status: CommitStatus, signal: AbortSignal) => Promise<void>;
