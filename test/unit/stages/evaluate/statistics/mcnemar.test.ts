import assert from 'node:assert/strict';
import { mcnemarExact } from '../../../../../stages/evaluate/statistics/mcnemar.ts';
import { Random } from '../../../../../stages/evaluate/statistics/random.ts';
import { askPython } from '../python.ts';

/** 2·P(X ≤ min(b, c)) with exact integers, rounded once at the end. */
function exact(b: number, c: number): number {
  const n = BigInt(b + c);
  let term = 1n;
  let tail = 0n;
  for (let i = 0n; i <= BigInt(Math.min(b, c)); i++) {
    tail += term;
    term = (term * (n - i)) / (i + 1n);
  }
  // 200 bits of quotient keep the ratio's leading digits whatever its size.
  const excess = n - 1n;
  const bits = BigInt(tail.toString(2).length);
  const scaled = bits > 200n ? tail >> (bits - 200n) : tail;
  const shift = bits > 200n ? bits - 200n : 0n;
  return Math.min(1, Number(scaled) * 2 ** Number(shift - excess));
}

describe('exact McNemar test', () => {
  it('is 2·(1 + 6)/64 for one against five', () => assert.ok(Math.abs(mcnemarExact(1, 5) - 14 / 64) < 1e-15));
  it('is 2/32 for none against five', () => assert.ok(Math.abs(mcnemarExact(0, 5) - 2 / 32) < 1e-16));
  it('is 1 for none at all, for as many on both sides, and for four against five', () => {
    assert.deepEqual([mcnemarExact(0, 0), mcnemarExact(8, 8), mcnemarExact(4, 5)], [1, 1, 1]);
  });
  it('does not depend on the order', () => assert.equal(mcnemarExact(3, 17), mcnemarExact(17, 3)));

  it('agrees with exact integers to 1e-12 for up to 900 records', () => {
    const random = Random.of(6, 'mcnemar');
    for (let i = 0; i < 300; i++) {
      const b = Math.floor(random.uniform() ** 2 * 450);
      const c = Math.floor(random.uniform() ** 2 * 450);
      const expected = exact(b, c);
      assert.ok(Math.abs(mcnemarExact(b, c) / expected - 1) < 1e-12, `${b} ${c}`);
    }
  });

  it('agrees with scipy for up to a million records', function () {
    this.timeout(60_000);
    const pairs = [
      [49_500, 50_500],
      [499_000, 501_000],
      [1200, 1500],
      [30, 100_000 - 30],
      [9_800, 10_200],
      [0, 900],
    ];
    const program = `
import json, sys
from scipy.stats import binom
json.dump([min(1, 2 * float(binom.cdf(min(b, c), b + c, 0.5))) for b, c in json.load(sys.stdin)], sys.stdout)`;
    const theirs = askPython(this, program, pairs) as number[];
    pairs.forEach(([b, c], i) => {
      const ours = mcnemarExact(b!, c!);
      assert.ok(Math.abs(ours - theirs[i]!) <= 1e-10 * theirs[i]!, `${b} ${c}: ${ours} ${theirs[i]}`);
    });
  });
});
