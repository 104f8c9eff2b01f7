import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bandingFor } from '../../../../datasets/near-duplicate/banding.ts';
import { mix } from '../../../../datasets/near-duplicate/shingles.ts';
import { Sketch } from '../../../../datasets/near-duplicate/sketch.ts';

/** Different shingles numbered from `first`. */
const set = (first: number, size: number) => Int32Array.from({ length: size }, (_, at) => mix(first + at));

function keysOf(sketch: Sketch, shingles: Int32Array): Int32Array {
  sketch.read(shingles, shingles.length);
  return sketch.keys.slice();
}

describe('the banding', () => {
  it('loses at the threshold no more than four in a thousand', () => {
    for (let threshold = 0.6; threshold <= 1; threshold += 0.01) {
      const { bands, rows } = bandingFor(threshold);
      assert.ok((1 - threshold ** rows) ** bands <= 0.004, `${threshold}: ${bands} × ${rows}`);
      assert.ok(rows >= 4 && bands * rows <= 256);
    }
    assert.deepEqual(bandingFor(0.8), { bands: 14, rows: 5 });
  });
});

describe('a sketch', () => {
  it('does not depend on the order of shingles, nor on how often each comes', () => {
    const sketch = new Sketch({ bands: 14, rows: 5 });
    const some = set(0, 30);
    assert.deepEqual(keysOf(sketch, Int32Array.from([...some, ...some]).reverse()), keysOf(sketch, some));
  });

  it('has a key for each band even for a single shingle', () => {
    const sketch = new Sketch({ bands: 14, rows: 5 });
    assert.equal(new Set(keysOf(sketch, set(7, 1))).size, 14);
  });

  for (const size of [4, 9, 36, 144, 900]) {
    it(`agrees in a bin as often as sets of ${size} are similar`, () => {
      // One row a band: each key stands for one bin.
      const sketch = new Sketch({ bands: 70, rows: 1 });
      const differing = Math.max(1, Math.round(size / 9));
      const jaccard = (size - differing) / (size + differing);
      let agreed = 0;
      const trials = 400;
      for (let trial = 0; trial < trials; trial++) {
        const one = keysOf(sketch, set(trial * 10_000, size));
        const other = keysOf(sketch, set(trial * 10_000 + differing, size));
        for (const [band, key] of one.entries()) if (other[band] === key) agreed += 1;
      }
      // Sets so small decide all 70 bins with few shingles, so that the share still varies by a few hundredths.
      assert.ok(Math.abs(agreed / trials / 70 - jaccard) < 0.03, `${agreed / trials / 70} for ${jaccard}`);
    });
  }
});
