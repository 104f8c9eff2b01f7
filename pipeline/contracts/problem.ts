import type { ErrorCode } from './errors/table.ts';

/** Values that fill `{name}` in an error's texts. */
export type ProblemParams = Readonly<Record<string, string | number>>;

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
  /** What the texts were filled with, so that a kept problem can be told again in another language. */
  readonly params?: ProblemParams;
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
  readonly params?: ProblemParams;
  readonly errors: readonly ProblemItem[];
}
