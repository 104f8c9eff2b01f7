import type { ErrorCode } from './errors/table.ts';

/** Place of a fault in something that a person gave us. */
export interface Place {
  /** The name of the file as uploaded, or `spec`. */
  readonly file?: string;
  /** First line is 1. */
  readonly line?: number;
  /** Column of a table, key of an object, or dotted path in a spec. */
  readonly field?: string;
}

/** One fault, ready to be shown; texts are in the reader's language. */
export interface ProblemItem extends Place {
  readonly code: ErrorCode;
  readonly message: string;
  readonly expected?: string;
  readonly found?: string;
  readonly advice: string;
}

/** problem+json (RFC 9457) with our stable `code`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly advice: string;
  readonly errors: readonly ProblemItem[];
}
