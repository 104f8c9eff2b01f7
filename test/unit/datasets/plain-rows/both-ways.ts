import assert from 'node:assert/strict';
import { BatchBuilder } from '../../../../datasets/arrow/batch-builder.ts';
import { IpcPieces } from '../../../../datasets/arrow/write.ts';
import { MappedRows } from '../../../../datasets/columns/mapped-rows.ts';
import { jsonl } from '../../../../datasets/containers/jsonl.ts';
import { FaultList } from '../../../../datasets/faults.ts';
import { INTAKE_LIMITS, type IntakeLimits } from '../../../../datasets/limits.ts';
import { RecordReader } from '../../../../datasets/record-reader.ts';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';

export interface Told {
  readonly limits?: Partial<IntakeLimits>;
  readonly normalise?: boolean;
  /** Bytes of a piece; pieces end at whole characters. */
  readonly size?: number;
}

/** Counts the rows that were read by their bytes. */
class CountedReader extends RecordReader {
  plain = 0;

  override utf8Row(bytes: Buffer, at: number, line: number): number {
    const next = super.utf8Row(bytes, at, line);
    if (next >= 0) this.plain += 1;
    return next;
  }
}

/** Reads JSON Lines with rows read by their bytes and without; both must give the same. Returns how many rows were. */
export function assertSame(content: Buffer, told: Told = {}, context = ''): number {
  const bytes = outcome(content, 'bytes', told);
  const text = outcome(content, 'text', told);
  if (!bytes.table.equals(text.table)) assert.fail(`${context}: the tables differ\n${content.toString()}`);
  assert.deepEqual(bytes.rest, text.rest, context);
  assert.equal(text.plain, 0);
  return bytes.plain;
}

function outcome(content: Buffer, way: 'bytes' | 'text', { limits: some, normalise = false, size }: Told) {
  const limits = { ...INTAKE_LIMITS, ...some };
  const faults = new FaultList('dataset');
  const builder = new BatchBuilder();
  const records = new CountedReader('line', builder, faults, limits, null, normalise);
  const rows = new MappedRows(records, faults, {
    mapping: null,
    earlier: null,
    likely: null,
    plainText: false,
  });
  const reader = jsonl.open(rows, faults, limits);
  const pieces = new IpcPieces();
  const table = [pieces.start()];
  let error: unknown = null;
  try {
    for (const piece of cut(content, size ?? content.length)) {
      if (way === 'bytes') reader.pushUtf8!(piece);
      else reader.push(piece.toString());
      if (builder.full) table.push(pieces.batch(builder.take()));
    }
    reader.end();
    rows.end();
    records.finish();
  } catch (thrown) {
    if (!(thrown instanceof TouchstoneError)) throw thrown;
    error = { ...thrown.toJSON(), faults: thrown.faults };
  }
  if (builder.rows > 0) table.push(pieces.batch(builder.take()));
  const { hasInstruction, hasSplit, warnings, normalised, language } = records;
  const { hanShare } = language;
  const rest = {
    error,
    records: records.records,
    hasInstruction,
    hasSplit,
    warnings,
    normalised,
    hanShare,
    mapping: rows.report,
  };
  return { table: Buffer.concat(table), rest, plain: records.plain };
}

function* cut(content: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < content.length; ) {
    let end = Math.min(at + size, content.length);
    while (end < content.length && (content[end]! & 0xc0) === 0x80) end += 1;
    yield content.subarray(at, end);
    at = end;
  }
}
