import assert from 'node:assert/strict';
import { inPlace } from '../../../../datasets/diff/in-place.ts';
import { random } from '../reading.ts';

/** Length of a longest increasing subsequence, by trying every end. */
function longest(places: readonly number[]): number {
  const best: number[] = [];
  for (const [at, place] of places.entries()) {
    best.push(1 + Math.max(0, ...best.filter((_, before) => places[before]! < place && before < at)));
  }
  return Math.max(0, ...best);
}

describe('what stays in place', () => {
  it('is a longest increasing subsequence', () => {
    const next = random(3);
    for (let round = 0; round < 200; round++) {
      const places = Array.from({ length: round % 30 }, (_, n) => n).sort(() => next() - 0.5);
      const stays = inPlace(Int32Array.from(places));
      const kept = places.filter((_, at) => stays[at] === 1);
      assert.deepEqual(
        kept,
        [...kept].sort((a, b) => a - b),
      );
      assert.equal(kept.length, longest(places));
    }
  });
});
