import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A row in the Alpaca form. */
export interface Row {
  readonly id: string;
  readonly instruction: string;
  readonly input: string;
  readonly output: string;
}

export const DEFECTS = [
  'exact_duplicate',
  'near_duplicate',
  'empty_output',
  'simplified_chinese',
  'pii',
  'test_contamination',
  'repetition',
  'mojibake',
  'html_markup',
  'conflicting_label',
] as const;
export type Defect = (typeof DEFECTS)[number];

/** A dirty file of which it is known what is wrong with each record, and the test file beside it. */
export interface Truth {
  readonly dirty: readonly Row[];
  /** By id of a record; null for a clean one. */
  readonly defects: ReadonlyMap<string, Defect | null>;
  readonly test: readonly Row[];
}

export function linesOf<T>(path: string): T[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as T);
}

/** `dirty.alpaca.jsonl`, `dirty.manifest.jsonl` and `test.alpaca.jsonl` of a directory. */
export function truthIn(directory: string): Truth {
  const manifest = linesOf<{ id: string; defect: Defect | null }>(join(directory, 'dirty.manifest.jsonl'));
  return {
    dirty: linesOf<Row>(join(directory, 'dirty.alpaca.jsonl')),
    defects: new Map(manifest.map(({ id, defect }) => [id, defect])),
    // Rows without an id of their own are named by their line.
    test: linesOf<Row>(join(directory, 'test.alpaca.jsonl')).map((row, n) => ({
      ...row,
      id: row.id ?? `line:${n + 1}`,
    })),
  };
}
