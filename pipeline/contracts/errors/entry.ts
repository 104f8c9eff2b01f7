import type { Localized } from '../names.ts';

/**
 * What follows from an error of one code. `retry`: `never` ends the run, `soon` tries again with back-off inside the
 * stage's attempts, `wait` puts the run aside until the world is mended (disk, store) and then tries again.
 */
export interface ErrorEntry {
  readonly http: number;
  /** Exit status of the command line: 2 usage or bad input, 4 the service or a worker failed. */
  readonly exit: 2 | 4;
  readonly retry: 'never' | 'soon' | 'wait';
  /** One sentence; `{name}` is filled from the error's parameters. */
  readonly message: Localized;
  /** What the reader should do next. */
  readonly advice: Localized;
}

/** Checks a table's shape and keeps its keys as literal types. */
export function defineErrors<K extends string>(table: Record<K, ErrorEntry>): Record<K, ErrorEntry> {
  return table;
}
