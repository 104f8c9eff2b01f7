/**
 * Which records are near duplicates of which: found elsewhere, heeded here. Numbers of clusters lie below `size`; records
 * have the same one where they belong together, and a record that resembles no other has one of its own. Rows are counted
 * in each file's order, from 0, over all its records.
 */
export interface NearClusters {
  readonly size: number;
  ofRecord(row: number): number;
  /** Of a record of the user's own test file. */
  ofTest(row: number): number;
}
