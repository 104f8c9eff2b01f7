import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type Candidate, stratify } from '../../../../datasets/split/stratify.ts';
import { random } from '../reading.ts';

function candidates(counts: readonly number[], seed: number): Candidate[] {
  const next = random(seed);
  return counts.flatMap((count, label) => Array.from({ length: count }, () => ({ label, draw: next() })));
}

describe('the stratified draw', () => {
  it('keeps every label within its bound, with one at least on either side', () => {
    for (let seed = 0; seed < 200; seed++) {
      const counts = [2, 3, 5, 17, 60, 400];
      const given = candidates(counts, seed);
      for (const fraction of [0.05, 0.2, 0.5, 0.89]) {
        const drawn = stratify(given, { fraction, least: 1 });
        for (const [label, count] of counts.entries()) {
          const taken = drawn.filter((index) => given[index]!.label === label).length;
          assert.ok(taken >= 1 && taken <= count - 1, `${taken} of ${count}`);
          const bound = Math.max(1, 0.2 * fraction * count);
          assert.ok(
            Math.abs(taken - fraction * count) <= bound + 1e-9,
            `${taken} of ${count} at ${fraction}`,
          );
        }
      }
    }
  });

  it('draws whoever lies below the fraction, while that keeps to the bound', () => {
    const given = [0.05, 0.15, 0.25, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99].map((draw) => ({ label: 0, draw }));
    assert.deepEqual(stratify(given, { fraction: 0.2, least: 1 }), [0, 1]);
    assert.deepEqual(stratify(given.slice(2), { fraction: 0.2, least: 1 }), [0], 'moved up to the bound');
  });

  it('draws nothing for nothing', () => {
    assert.deepEqual(stratify(candidates([10, 20], 1), { fraction: 0, least: 0 }), []);
    assert.deepEqual(stratify([], { fraction: 0.2, least: 1 }), []);
  });

  it('seldom moves a candidate when others are added', () => {
    let moved = 0;
    const rounds = 300;
    for (let seed = 0; seed < rounds; seed++) {
      const given = candidates([80, 80, 80], seed);
      const before = stratify(given, { fraction: 0.2, least: 1 });
      const after = stratify([...given, { label: seed % 3, draw: random(seed + 1e6)() }], {
        fraction: 0.2,
        least: 1,
      });
      const kept = new Set(after);
      const left = before.filter((index) => !kept.has(index)).length;
      const came = after.filter((index) => index < given.length).length - (before.length - left);
      moved += left + came;
    }
    // An exact share would have to move someone at about every third addition.
    assert.ok(moved / rounds < 0.1, `${moved} moved in ${rounds} additions`);
  });
});
