import type { IntakeReport } from './data-reports.ts';

/** What became of a record between two versions of a dataset, told by content and never by line number. */
export const RECORD_CHANGES = ['added', 'removed', 'changed', 'relabelled', 'moved'] as const;
export type RecordChange = (typeof RECORD_CHANGES)[number];

/** One record that is not the same, or not in the same place, in both versions. */
export interface RecordDifference {
  /**
   * `changed`: the same id with another text, or the same text with other spacing or other columns; `relabelled`: the
   * same question with another answer; `moved`: nothing but its place among the others.
   */
  readonly change: RecordChange;
  /** Its id in the version after; null for one that was removed. */
  readonly record: string | null;
  /** Its id in the version before; null for one that was added. */
  readonly was: string | null;
  readonly label: string | null;
  readonly label_before: string | null;
}

/** What a version is, before its records are looked at. */
export type VersionFacts = Pick<IntakeReport, 'records' | 'format' | 'container' | 'encoding' | 'bytes'>;

/**
 * How two versions differ. before.records = unchanged + moved + changed + relabelled + removed, and after.records the
 * same with added in place of removed.
 */
export interface DatasetDiff extends Readonly<Record<RecordChange, number>> {
  readonly before: VersionFacts;
  readonly after: VersionFacts;
  readonly unchanged: number;
  /** In code-unit order; `label` is null for the records without one. */
  readonly labels: readonly {
    readonly label: string | null;
    readonly before: number;
    readonly after: number;
  }[];
}
