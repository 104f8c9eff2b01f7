import type { Readable } from 'node:stream';
import type { GitTrigger } from '../git-trigger.ts';

/** The commit that a branch points to. */
export interface GitCommit {
  readonly id: string;
  readonly branch: string;
  /** First line of its message. */
  readonly subject: string;
  /** When it was committed, as it says itself. */
  readonly at: string;
}

/** One upload that a repository holds. */
export interface GitUpload {
  /** The name it is uploaded under. */
  readonly filename: string;
  /** Paths in the repository, of one file or of the documents that are packed. */
  readonly paths: readonly string[];
  readonly bytes: number;
  open(): Readable;
}

/** What a commit says of its dataset, checked, before anything of the data is fetched. */
export interface GitPlan {
  readonly commit: GitCommit;
  /** Registry name that the repository names; null: none. */
  readonly name: string | null;
  /** The spec's document; null: the pipeline's own. */
  readonly spec: unknown;
  /**
   * sha256 over the names and the object ids of the dataset's files, the test's and the spec: the same where a run would be
   * of the same data.
   */
  readonly content: string;
  readonly dataset: readonly string[];
  readonly test: string | null;
}

/** A commit at hand, for as long as its work goes on. */
export interface GitReading {
  readonly plan: GitPlan;
  /** Fetches the data. Errors: `GIT_CONTENT_INVALID`, `GIT_FILE_TOO_LARGE`, `GIT_LFS_POINTER` and those of the way there. */
  fetch(): Promise<{ readonly dataset: GitUpload; readonly test: GitUpload | null }>;
}

/** Reads dataset repositories; runs nothing that is in them. */
export interface GitReader {
  /** The branch and the commit that it points to now; null for its name stands for the repository's own choice. */
  tip(source: GitTrigger, signal: AbortSignal): Promise<Pick<GitCommit, 'id' | 'branch'>>;
  /** `pipeline`: the name that the repository must be for; null: any. What was fetched is gone when `work` ends. */
  read<T>(
    source: GitTrigger,
    pipeline: string | null,
    signal: AbortSignal,
    work: (reading: GitReading) => Promise<T>,
  ): Promise<T>;
}
