import assert from 'node:assert/strict';
import { readRecords } from '../../../datasets/arrow/read.ts';
import { type ReadOptions, readDataset } from '../../../datasets/read.ts';
import type { RecordsIntake } from '../../../pipeline/contracts/data-reports.ts';
import { type Fault, problemOf, TouchstoneError } from '../../../pipeline/contracts/errors/error.ts';
import { ERRORS, type ErrorCode } from '../../../pipeline/contracts/errors/table.ts';
import type { DatasetRecord } from '../../../pipeline/contracts/record.ts';

/** A file's content in pieces of the given size, as a store would stream it. */
export async function* streamOf(content: string | Uint8Array, size = 64 * 1024): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Reads a whole file through the canonical table and back. */
export async function read(
  content: string | Uint8Array,
  options: Partial<ReadOptions> & { readonly size?: number } = {},
): Promise<{ records: DatasetRecord[]; report: RecordsIntake; arrow: Buffer }> {
  const { size, ...rest } = options;
  const pieces: Buffer[] = [];
  const source = readDataset(streamOf(content, size), { file: 'dataset', ...rest });
  for (;;) {
    const next = await source.next();
    if (!next.done) {
      pieces.push(next.value);
      continue;
    }
    const arrow = Buffer.concat(pieces);
    return { records: await recordsOf(arrow), report: next.value, arrow };
  }
}

/** Every record of an Arrow IPC stream. */
export async function recordsOf(arrow: Uint8Array): Promise<DatasetRecord[]> {
  const records: DatasetRecord[] = [];
  for await (const group of readRecords(streamOf(arrow))) records.push(...group);
  return records;
}

/** The faults that a piece of work ends with; each must be told in both languages, with nothing left to fill in. */
export async function faultsOf(work: Promise<unknown>): Promise<readonly Fault[]> {
  const error = await work.then(
    () => assert.fail('there should have been an error'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof TouchstoneError, String(error));
  for (const language of ['zh-TW', 'en'] as const) {
    const problem = problemOf(error, language);
    for (const text of [
      problem.title,
      problem.advice,
      ...problem.errors.flatMap((e) => [e.message, e.advice]),
    ]) {
      assert.doesNotMatch(text, /\{\w+\}/, 'an unfilled place in a message');
    }
  }
  return error.faults.length > 0 ? error.faults : [error.toJSON()];
}

/** The only fault that a piece of work ends with. */
export async function faultOf(work: Promise<unknown>): Promise<Fault & { status: number }> {
  const faults = await faultsOf(work);
  assert.equal(faults.length, 1, JSON.stringify(faults));
  return { ...faults[0]!, status: ERRORS[faults[0]!.code].http };
}

/** Codes of the faults, in order. */
export async function codesOf(work: Promise<unknown>): Promise<ErrorCode[]> {
  return (await faultsOf(work)).map(({ code }) => code);
}

/** Objects as JSON Lines. */
export function lines(...rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** A generator of random numbers in [0, 1) that gives the same ones for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
