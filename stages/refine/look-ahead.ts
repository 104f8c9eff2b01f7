import { open } from 'node:fs/promises';
import { batchPlaces, rangesOf } from '../../datasets/arrow/batch-places.ts';
import { readRecords } from '../../datasets/arrow/read.ts';
import { type LookedAhead, type LookRule, lookedAhead } from '../../datasets/quality/look.ts';
import type { BlobRef } from '../../pipeline/contracts/artifact.ts';
import { jsonLines } from '../../pipeline/contracts/json-lines.ts';
import { RULES } from '../../pipeline/contracts/quality-rules.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import type { StageContext, StageResult } from '../../pipeline/contracts/stage.ts';
import type { LookConfig, LookedRecord } from './look-part.ts';

/** How large a table is divided. */
export interface Cut {
  /** Bytes from which it is. */
  readonly from: number;
  /** Bytes of each part. Neither depends on who works on it, so that the parts are the same everywhere. */
  readonly bytes: number;
}

/** Some records, and of each what was seen of it ahead; null: nothing was looked at ahead. */
export interface SeenRecords {
  readonly records: readonly DatasetRecord[];
  ahead(row: number): LookedAhead | null;
}

type Context = Pick<StageContext, 'artifacts' | 'divide'>;

/**
 * The records of a table, in their order. Those of a large one were looked at before by parts of their own: what is left to
 * do with most of them is little.
 */
export async function* seenRecords(
  source: BlobRef,
  { rules, limit }: { readonly rules: readonly LookRule[]; readonly limit: LookConfig['limit'] },
  cut: Cut,
  context: Context,
): AsyncGenerator<SeenRecords> {
  const groups = readRecords(await context.artifacts.openStream(source.digest));
  const parts = source.bytes < cut.from || rules.length === 0 ? [] : await partsOf(source, cut, context);
  if (parts.length < 2) {
    for await (const records of groups) yield { records, ahead: () => null };
    return;
  }
  const versioned = rules.map(({ rule, action }) => ({ rule, version: RULES[rule].version, action }));
  const results = context.divide(
    'refine/look',
    parts.map((part) => ({ inputs: { records: source }, config: { rules: versioned, limit, ...part } })),
  );
  let looks = new Looks(0, new Map());
  let read = 0;
  try {
    for await (const records of groups) {
      // A part holds whole batches: a group lies within one.
      while (read === looks.end) looks = await nextLooks(results, looks.end, context);
      const start = read - looks.start;
      yield { records, ahead: (row) => looks.at(start + row) };
      read += records.length;
    }
  } finally {
    await results.return(undefined);
  }
}

/** What was seen of the records of one part. */
class Looks {
  readonly start: number;
  readonly end: number;
  readonly #noticed: ReadonlyMap<number, LookedRecord>;

  constructor(start: number, noticed: ReadonlyMap<number, LookedRecord>, records = 0) {
    this.start = start;
    this.end = start + records;
    this.#noticed = noticed;
  }

  at(row: number): LookedAhead {
    return lookedAhead(this.#noticed.get(row) ?? null);
  }
}

async function nextLooks(
  results: AsyncGenerator<StageResult>,
  start: number,
  { artifacts }: Context,
): Promise<Looks> {
  const next = await results.next();
  if (next.done) throw new RangeError('the parts of the table hold fewer records than it does');
  const { outputs, summary } = next.value;
  const noticed = new Map<number, LookedRecord>();
  const blob = (outputs.looks ?? null) as BlobRef | null;
  if (blob !== null) {
    for await (const line of jsonLines(await artifacts.openStream(blob.digest))) {
      const look = line as LookedRecord;
      noticed.set(look.row, look);
    }
  }
  return new Looks(start, noticed, Number(summary.records));
}

async function partsOf(source: BlobRef, cut: Cut, { artifacts }: Context) {
  const file = await open(await artifacts.localFile(source));
  try {
    const read = async (start: number, end: number): Promise<Uint8Array> => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
      return buffer.subarray(0, bytesRead);
    };
    const { schema, batches } = await batchPlaces(read, source.bytes);
    return rangesOf(batches, cut.bytes).map((range) => ({ schema, batches: range }));
  } finally {
    await file.close();
  }
}
