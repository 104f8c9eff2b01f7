import assert from 'node:assert/strict';
import { reliabilityCurve } from '../../../../../stages/evaluate/metrics/calibration-error.ts';
import { calibrationBounds } from '../../../../../stages/evaluate/statistics/calibration-bound.ts';
import { Random } from '../../../../../stages/evaluate/statistics/random.ts';
import { atOnce } from '../at-once.ts';

const options = (seed: number) => ({ draws: 200, confidence: 0.95, random: Random.of(seed, 'bounds') });

/** Answers whose confidence is spread over [0.5, 1] and too high by `over`. */
function drawn(n: number, over: number, random: Random) {
  const confidence = Array.from({ length: n }, () => 0.5 + random.uniform() / 2);
  const right = confidence.map((sure) => (random.uniform() < sure - over ? 1 : 0));
  return reliabilityCurve(confidence, right);
}

describe('bounds of the calibration error', () => {
  it('hold the true error in 95 % of simulated tests, of calibrated and of overconfident models', () => {
    for (const [n, over] of [
      [50, 0],
      [200, 0],
      [200, 0.1],
      [1000, 0.2],
    ] as const) {
      const random = Random.of(7, `${n} ${over}`);
      let held = 0;
      for (let i = 0; i < 200; i++) {
        const [low, high] = atOnce(calibrationBounds(drawn(n, over, random), options(i)));
        if (low <= over && over <= high) held += 1;
      }
      assert.ok(held >= 190, `${n} records, ${over}: ${held} of 200`);
    }
  });

  it('are wide on few records, though all of them were right, and narrow on many', () => {
    const right = reliabilityCurve([0.99, 0.98, 0.99], [1, 1, 1]);
    assert.ok(atOnce(calibrationBounds(right, options(1)))[1] > 0.3);
    const many = drawn(20_000, 0, Random.of(3, 'many'));
    assert.ok(atOnce(calibrationBounds(many, options(1)))[1] < 0.03);
  });
});
