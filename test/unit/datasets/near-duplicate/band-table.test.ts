import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { BandTable } from '../../../../datasets/near-duplicate/band-table.ts';
import { mix } from '../../../../datasets/near-duplicate/shingles.ts';

const CROWD = 4;

function under(table: BandTable, ...keys: number[]): number[] {
  const found = new Int32Array(keys.length * CROWD);
  const ends = new Int32Array(keys.length);
  return [...found.subarray(0, table.meet(Int32Array.from(keys), keys.length, found, ends))];
}

/** How many were met before the text was added. */
function add(table: BandTable, text: number, ...keys: number[]): number {
  const [list, ends] = [Int32Array.from(keys), new Int32Array(keys.length)];
  const met = table.meet(list, keys.length, new Int32Array(keys.length * CROWD), ends);
  table.add(list, keys.length, ends, text);
  return met;
}

describe('the table of bands', () => {
  for (const [kind, keyOf] of [
    ['spread', mix],
    ['close together', (n: number) => n],
  ] as const) {
    it(`finds every text under its keys, full to the last slot: keys ${kind}`, () => {
      const texts = 5_000;
      const table = new BandTable(texts, texts * 2, CROWD);
      for (let text = 0; text < texts; text++) add(table, text, keyOf(text), keyOf(text + 100_000));
      let others = 0;
      for (let text = 0; text < texts; text++) {
        const met = under(table, keyOf(text), keyOf(text + 100_000));
        assert.equal(met.filter((one) => one === text).length, 2);
        others += met.length - 2;
      }
      assert.ok(others < texts / 100, `${others} whose keys look alike`);
    });
  }

  it('keeps the first of a crowd and stays as it was when only asked', () => {
    const table = new BandTable(100, 100, CROWD);
    for (let text = 0; text < 10; text++) assert.equal(add(table, text, 77), Math.min(text, CROWD));
    assert.deepEqual(under(table, 77), [0, 1, 2, 3]);
    assert.deepEqual(under(table, 77), [0, 1, 2, 3]);
    assert.deepEqual(under(table, 78), []);
  });

  it('gives keys of one text that would lie on one slot a slot each', () => {
    const table = new BandTable(1, 2, CROWD);
    assert.equal(add(table, 0, 77, 77), 0);
    assert.deepEqual(under(table, 77), [0, 0]);
  });
});
