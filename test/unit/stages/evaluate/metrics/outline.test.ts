import assert from 'node:assert/strict';
import { outline } from '../../../../../stages/evaluate/metrics/outline.ts';
import { Random } from '../../../../../stages/evaluate/statistics/random.ts';

describe('outline of a curve', () => {
  it('keeps corners and leaves out what lies on a line', () => {
    const xs = Float64Array.of(0, 0, 0, 0.25, 0.5, 1);
    const ys = Float64Array.of(0, 0.4, 0.8, 0.85, 0.9, 1);
    assert.deepEqual(outline(xs, ys, 0.001), [0, 2, 5]);
    assert.deepEqual(outline(xs, ys, 0), [0, 1, 2, 3, 4, 5]);
    assert.deepEqual(outline(Float64Array.of(0.3), Float64Array.of(0.7), 0.01), [0]);
  });

  it('comes no farther from a staircase than the tolerance, with few points', () => {
    const random = Random.of(1, 'outline');
    const n = 20_000;
    const [xs, ys] = [new Float64Array(n), new Float64Array(n)];
    let [x, y] = [0, 0];
    for (let i = 0; i < n; i++) {
      if (random.uniform() < 0.9 * (1 - i / n) ** 3) y += 1;
      else x += 1;
      xs[i] = x;
      ys[i] = y;
    }
    for (let i = 0; i < n; i++) {
      xs[i]! /= x;
      ys[i]! /= y;
    }
    const tolerance = 0.004;
    const kept = outline(xs, ys, tolerance);
    assert.ok(kept.length < 60, String(kept.length));
    for (let k = 1; k < kept.length; k++) {
      const [from, to] = [kept[k - 1]!, kept[k]!];
      const [dx, dy] = [xs[to]! - xs[from]!, ys[to]! - ys[from]!];
      for (let i = from; i <= to; i++) {
        const off = Math.abs((xs[i]! - xs[from]!) * dy - (ys[i]! - ys[from]!) * dx) / Math.hypot(dx, dy);
        assert.ok(off <= tolerance * 1.5, `point ${i}: ${off}`);
      }
    }
  });
});
