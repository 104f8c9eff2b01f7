import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { readRecords } from '../../datasets/arrow/read.ts';
import { type Look, RecordLook } from '../../datasets/quality/look.ts';
import { tokenLimitsSchema } from '../../pipeline/contracts/base-limits.ts';
import type { Part } from '../../pipeline/contracts/part.ts';
import { REFINE_RULES } from '../../pipeline/contracts/quality.ts';
import { JsonLinesFile } from './json-lines-file.ts';

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
 * What the rules that judge each record by itself notice in some batches of a table. In: `records` (an Arrow IPC stream).
 * Out: `looks` (JSON lines of `LookedRecord`; none: null). Summary: `records`, how many there are.
 */
export const lookPart: Part<LookConfig, 'looks'> = {
  name: 'refine/look',
  version: 2,
  config: configSchema,

  async run({ records: path }, { rules, limit, schema, batches }, { workDir }) {
    const look = new RecordLook(rules, limit);
    const looks = new JsonLinesFile<LookedRecord>(workDir, 'looks.jsonl');
    let records = 0;
    try {
      for await (const group of readRecords(bytesOf(path!, [schema, batches]))) {
        for (const record of group) {
          const seen = look.at(record);
          if (seen !== null) looks.add({ row: records, ...seen });
          records += 1;
        }
      }
      looks.finish();
    } finally {
      looks.close();
    }
    return { files: { looks: looks.count > 0 ? looks.path : null }, summary: { records } };
  },
};

async function* bytesOf(path: string, ranges: readonly { start: number; end: number }[]) {
  for (const { start, end } of ranges)
    yield* createReadStream(path, {
      start,
      end: end - 1,
      highWaterMark: 1024 * 1024,
    }) as AsyncIterable<Buffer>;
}
