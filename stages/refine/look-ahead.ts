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
import { MeasuresReader } from './measures-file.ts';

/** How large a table is divided. */
export interface Cut {
  /** Bytes from which it is. */
  readonly from: number;
  /** Bytes of each part. Neither depends on who works on it, so that the parts are the same everywhere. */
  readonly bytes: number;
}

/** Some records; `next` gives what was seen ahead of each of them, one after the other. null: nothing was looked at ahead. */
export interface SeenRecords {
  readonly records: readonly DatasetRecord[];
  next(): LookedAhead | null;
}

/** What is looked for. */
export type Looking = Pick<LookConfig, 'limit' | 'banding'> & { readonly rules: readonly LookRule[] };

type Context = Pick<StageContext, 'artifacts' | 'divide'>;

/**
 * The records of a table, in their order. Those of a large one were looked at before by parts of their own: what is left to
 * do with most of them is little.
 */
export async function* seenRecords(
  source: BlobRef,
  { rules, limit, banding }: Looking,
  cut: Cut,
  context: Context,
): AsyncGenerator<SeenRecords> {
  const groups = readRecords(await context.artifacts.openStream(source.digest));
  const parts = source.bytes < cut.from || rules.length === 0 ? [] : await partsOf(source, cut, context);
  if (parts.length < 2) {
    for await (const records of groups) yield { records, next: () => null };
    return;
  }
  const versioned = rules.map(({ rule, action }) => ({ rule, version: RULES[rule].version, action }));
  const config = { rules: versioned, limit, banding };
  const results = context.divide(
    'refine/look',
    parts.map((part) => ({ inputs: { records: source }, config: { ...config, ...part } })),
  );
  let looks: Looks | null = null;
  try {
    for await (const records of groups) {
      // A part holds whole batches: a group lies within one.
      while (looks === null || looks.left === 0) {
        looks?.close();
        looks = await nextLooks(results, context);
      }
      const within: Looks = looks;
      yield { records, next: () => within.next() };
    }
  } finally {
    looks?.close();
    await results.return(undefined);
  }
}

/** What was seen of the records of one part, one after the other. */
class Looks {
  readonly #records: number;
  readonly #noticed: ReadonlyMap<number, LookedRecord>;
  readonly #measures: MeasuresReader | null;
  #row = 0;

  constructor(records: number, noticed: ReadonlyMap<number, LookedRecord>, measures: MeasuresReader | null) {
    this.#records = records;
    this.#noticed = noticed;
    this.#measures = measures;
  }

  /** Records that were not asked for yet. */
  get left(): number {
    return this.#records - this.#row;
  }

  next(): LookedAhead {
    return lookedAhead(this.#noticed.get(this.#row++) ?? null, this.#measures?.next() ?? null);
  }

  close(): void {
    this.#measures?.close();
  }
}

async function nextLooks(results: AsyncGenerator<StageResult>, { artifacts }: Context): Promise<Looks> {
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
  const measures = (outputs.measures ?? null) as BlobRef | null;
  const path = measures && (await artifacts.localFile(measures));
  return new Looks(Number(summary.records), noticed, path === null ? null : new MeasuresReader(path));
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
