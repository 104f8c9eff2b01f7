import assert from 'node:assert/strict';
import { exactShare } from '../../../../../stages/evaluate/statistics/exact-share.ts';
import { mcnemarExact } from '../../../../../stages/evaluate/statistics/mcnemar.ts';

describe('the exact interval of a share', () => {
  it('ends at 0 and 1 where all or none are hits, by the rule 1 − (α/2)^(1/n)', () => {
    const [low, high] = exactShare(0, 20, 0.95);
    assert.equal(low, 0);
    assert.ok(Math.abs(high - (1 - 0.025 ** (1 / 20))) < 1e-12);
    const [mirrored, end] = exactShare(20, 20, 0.95);
    assert.equal(end, 1);
    assert.ok(Math.abs(mirrored - 0.025 ** (1 / 20)) < 1e-12);
  });

  it('leaves out a half just where the sign test is below 5 %', () => {
    for (let n = 1; n <= 60; n++) {
      for (let hits = 0; hits <= n; hits++) {
        const [low, high] = exactShare(hits, n, 0.95);
        assert.equal(low > 0.5 || high < 0.5, mcnemarExact(hits, n - hits) < 0.05, `${hits} of ${n}`);
        assert.ok(low <= hits / n && hits / n <= high);
      }
    }
  });

  it('holds the true share at least as often as it says', () => {
    const n = 25;
    const chance = (k: number, share: number): number => {
      let ways = 1;
      for (let i = 0; i < k; i++) ways = (ways * (n - i)) / (i + 1);
      return ways * share ** k * (1 - share) ** (n - k);
    };
    for (const share of [0.05, 0.3, 0.5, 0.62, 0.9]) {
      let held = 0;
      for (let k = 0; k <= n; k++) {
        const [low, high] = exactShare(k, n, 0.95);
        if (low <= share && share <= high) held += chance(k, share);
      }
      assert.ok(held >= 0.95, `${share}: ${held}`);
    }
  });
});
