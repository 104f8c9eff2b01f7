import type { ENCODING_NAMES } from './data-reports.ts';

/** How a file is to be read, as its uploader said; what is left out is told by content. */
export interface ReadingHints {
  /** Column of the file by the field it is read as. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly encoding?: (typeof ENCODING_NAMES)[number];
  /** Sheet of a workbook. */
  readonly sheet?: string;
}

/** What uploaders said of the files of a run; the run's own spec goes before it. */
export interface RunReading {
  readonly dataset: ReadingHints | null;
  /** Said last of an earlier version of the dataset: holds where the file has all of these columns. */
  readonly earlier: NonNullable<ReadingHints['columns']> | null;
  readonly test: ReadingHints | null;
}
