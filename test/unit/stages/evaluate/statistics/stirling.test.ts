import assert from 'node:assert/strict';
import { stirlingError } from '../../../../../stages/evaluate/statistics/stirling.ts';

describe('error of Stirling’s formula', () => {
  it('is that of Loader’s table', () => {
    const table: readonly [number, number][] = [
      [1, 0.08106146679532726],
      [2, 0.04134069595540929],
      [15, 0.0055547335519628],
    ];
    for (const [n, expected] of table) assert.ok(Math.abs(stirlingError(n) - expected) < 1e-14, `n = ${n}`);
  });

  it('satisfies ln (n + 1)! − ln n! = ln(n + 1) on both sides of where the series begins', () => {
    for (let n = 1; n < 60; n++) {
      const main = (x: number) => (x + 0.5) * Math.log(x) - x;
      const step = main(n + 1) - main(n) + stirlingError(n + 1) - stirlingError(n);
      assert.ok(Math.abs(step - Math.log(n + 1)) < 1e-13, `n = ${n}: ${step}`);
    }
  });
});
