import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readRecords } from '../../datasets/arrow/read.ts';
import type { Banding } from '../../datasets/near-duplicate/banding.ts';
import { type Look, RecordLook } from '../../datasets/quality/look.ts';
import { Measuring } from '../../datasets/quality/measure.ts';
import { measureWords } from '../../datasets/quality/measure-words.ts';
import { tokenLimitsSchema } from '../../pipeline/contracts/base-limits.ts';
import type { Part } from '../../pipeline/contracts/part.ts';
import { REFINE_RULES } from '../../pipeline/contracts/quality.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { JsonLinesFile } from './json-lines-file.ts';
import { MeasuresFile } from './measures-file.ts';

const rangeSchema = z.strictObject({ start: z.int(), end: z.int() });
const configSchema = z.strictObject({
  /** The rules that look, in their order. Their versions are there for the key of the part. */
  rules: z.array(
    z.strictObject({
      rule: z.enum(REFINE_RULES),
      version: z.int(),
      action: z.enum(['drop', 'fix', 'hold_back', 'warn']),
    }),
  ),
  limit: tokenLimitsSchema,
  /** How texts are sketched that near duplicates are told by; null: no rule needs records measured. */
  banding: z.strictObject({ bands: z.int(), rows: z.int() }).nullable(),
  schema: rangeSchema,
  batches: rangeSchema,
});
export type LookConfig = z.output<typeof configSchema>;

/** A look at one record of a part; the others had nothing to be noticed. */
export interface LookedRecord extends Look {
  /** Counted from 0 within the part. */
  readonly row: number;
}

/**
 * What the rules that judge each record by itself notice in some batches of a table, and what those that judge it by all others
 * need of it. In: `records` (an Arrow IPC stream). Out: `looks` (JSON lines of `LookedRecord`; none: null), `measures` (of each
 * record, `MeasuresFile`; not asked for: null). Summary: `records`, how many there are.
 */
export const lookPart: Part<LookConfig, 'looks' | 'measures'> = {
  name: 'refine/look',
  version: 2,
  config: configSchema,

  async run({ records: path }, { rules, limit, banding, schema, batches }, { workDir }) {
    const look = new RecordLook(rules, limit);
    const looks = new JsonLinesFile<LookedRecord>(workDir, 'looks.jsonl');
    const measures = banding && new Measures(workDir, banding);
    let records = 0;
    try {
      for await (const group of readRecords(bytesOf(path!, [schema, batches]))) {
        const left: (DatasetRecord | null)[] = [];
        for (const record of group) {
          const seen = look.at(record);
          if (seen.look !== null) looks.add({ row: records, ...seen.look });
          left.push(seen.left);
          records += 1;
        }
        measures?.add(left);
      }
      looks.finish();
      measures?.file.finish();
    } finally {
      looks.close();
      measures?.file.close();
    }
    return {
      files: { looks: looks.count > 0 ? looks.path : null, measures: measures?.file.path ?? null },
      summary: { records },
    };
  },
};

class Measures {
  readonly file: MeasuresFile;
  readonly #measuring: Measuring;

  constructor(workDir: string, banding: Banding) {
    this.file = new MeasuresFile(join(workDir, 'measures'));
    this.#measuring = new Measuring(banding);
  }

  add(records: readonly (DatasetRecord | null)[]): void {
    for (const measure of this.#measuring.all(records)) this.file.add(measure && measureWords(measure));
  }
}

async function* bytesOf(path: string, ranges: readonly { start: number; end: number }[]) {
  for (const { start, end } of ranges)
    yield* createReadStream(path, {
      start,
      end: end - 1,
      highWaterMark: 1024 * 1024,
    }) as AsyncIterable<Buffer>;
}
