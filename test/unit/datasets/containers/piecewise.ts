import { separated } from '../../../../datasets/containers/csv.ts';
import { json } from '../../../../datasets/containers/json.ts';
import { jsonl } from '../../../../datasets/containers/jsonl.ts';
import { plain } from '../../../../datasets/containers/text.ts';
import { FaultList } from '../../../../datasets/faults.ts';
import { INTAKE_LIMITS } from '../../../../datasets/limits.ts';

const CONTAINERS = {
  jsonl,
  json,
  csv: separated(','),
  tsv: separated('\t'),
  semicolons: separated(';'),
  lines: plain('line'),
  paragraphs: plain('paragraph'),
};

export interface FoundRow {
  readonly row: Readonly<Record<string, unknown>>;
  readonly line: number;
  readonly ordinal: number;
}

/** The rows that a container finds in a text handed over in pieces of `size` characters. */
export function rowsOf(name: keyof typeof CONTAINERS, text: string, size = text.length || 1): FoundRow[] {
  const rows: FoundRow[] = [];
  const faults = new FaultList('dataset');
  const sink = {
    columns: () => {},
    row: (row: FoundRow['row'], line: number, ordinal: number) => {
      rows.push({ row: { ...row }, line, ordinal });
    },
  };
  const reader = CONTAINERS[name].open(sink, faults, INTAKE_LIMITS);
  for (let at = 0; at < text.length; at += size) reader.push(text.slice(at, at + size));
  reader.end();
  faults.check();
  return rows;
}
