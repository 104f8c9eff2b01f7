import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MeasuresFile, MeasuresReader } from '../../../../stages/refine/measures-file.ts';

describe('a file of measures', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'touchstone-measures-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const written = (measures: readonly (Uint32Array | null)[]): string => {
    const file = new MeasuresFile(join(directory, 'measures'));
    for (const measure of measures) file.add(measure);
    file.finish();
    return file.path;
  };

  it('gives back what was measured, and where nothing was', () => {
    const reader = new MeasuresReader(written([Uint32Array.of(3, 7, 8), null, Uint32Array.of(2, 9)]));
    assert.deepEqual([...reader.next()!], [3, 7, 8]);
    assert.equal(reader.next(), null);
    assert.deepEqual([...reader.next()!], [2, 9]);
    reader.close();
  });

  it('is let go of once, whoever has its number by then', () => {
    const reader = new MeasuresReader(written([null]));
    reader.close();
    writeFileSync(join(directory, 'other'), 'other');
    // The lowest free number: the one that was just given up.
    const other = openSync(join(directory, 'other'), 'r');
    reader.close();
    const bytes = Buffer.alloc(5);
    assert.equal(readSync(other, bytes, 0, 5, 0), 5);
    assert.equal(bytes.toString(), 'other');
    closeSync(other);
    assert.throws(() => reader.next(), /closed/);
  });
});
