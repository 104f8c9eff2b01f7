import assert from 'node:assert/strict';
import { countPairs } from '../../../../../stages/evaluate/metrics/confusion.ts';
import { macroF1 } from '../../../../../stages/evaluate/metrics/macro.ts';
import { jointCells } from '../../../../../stages/evaluate/statistics/joint-cells.ts';
import { pairedBootstrapInterval } from '../../../../../stages/evaluate/statistics/paired-bootstrap.ts';
import { Random } from '../../../../../stages/evaluate/statistics/random.ts';
import { atOnce } from '../at-once.ts';

const options = (draws: number, stream = 'pair') => ({
  draws,
  confidence: 0.95,
  random: Random.of(42, stream),
});

/** 120 records of three classes; a is right on about 80 %, b on about 60 %. */
function sample() {
  const random = Random.of(11, 'sample');
  const truth = Array.from({ length: 120 }, () => Math.floor(random.uniform() ** 1.5 * 3));
  const answer = (skill: number) =>
    truth.map((t) => (random.uniform() < skill ? t : Math.floor(random.uniform() * 3)));
  return { truth, a: answer(0.7), b: answer(0.4) };
}

describe('paired bootstrap of the macro-F1 difference', () => {
  it('agrees with drawing the records themselves, class by class', () => {
    const { truth, a, b } = sample();
    const byClass = [0, 1, 2].map((c) => truth.flatMap((t, i) => (t === c ? [i] : [])));
    const random = Random.of(5, 'records');
    const differences = Array.from({ length: 4000 }, () => {
      const drawn = byClass.flatMap((ids) => ids.map(() => ids[Math.floor(random.uniform() * ids.length)]!));
      const f1 = (answers: number[]) =>
        macroF1(
          countPairs(
            3,
            drawn.map((i) => truth[i]!),
            drawn.map((i) => answers[i]!),
          ),
        )!;
      return f1(a) - f1(b);
    }).sort((x, y) => x - y);
    const [low, high] = atOnce(pairedBootstrapInterval(jointCells(3, truth, a, b), options(4000)));
    assert.ok(Math.abs(low - differences[100]!) < 0.015, `${low} ${differences[100]}`);
    assert.ok(Math.abs(high - differences[3900]!) < 0.015, `${high} ${differences[3900]}`);
  });

  it('is [0, 0] for a system against itself, and turns round with the order', () => {
    const { truth, a, b } = sample();
    assert.deepEqual(atOnce(pairedBootstrapInterval(jointCells(3, truth, a, a), options(200))), [0, 0]);
    const [low, high] = atOnce(pairedBootstrapInterval(jointCells(3, truth, a, b), options(2000)));
    const [reverseLow, reverseHigh] = atOnce(
      pairedBootstrapInterval(jointCells(3, truth, b, a), options(2000, 'b')),
    );
    assert.ok(Math.abs(low + reverseHigh) < 0.02 && Math.abs(high + reverseLow) < 0.02);
  });

  it('is narrower than the two systems’ own variation would make it, where they share their errors', () => {
    const truth = Array.from({ length: 200 }, (_, i) => i % 2);
    const a = truth.map((t, i) => (i % 5 === 0 ? 1 - t : t));
    const b = a.map((x, i) => (i === 0 ? 1 - x : x));
    const [low, high] = atOnce(pairedBootstrapInterval(jointCells(2, truth, a, b), options(1000)));
    assert.ok(high - low < 0.03, `${low} ${high}`);
  });

  it('is the same for the same seed', () => {
    const { truth, a, b } = sample();
    const cells = jointCells(3, truth, a, b);
    assert.deepEqual(
      atOnce(pairedBootstrapInterval(cells, options(300))),
      atOnce(pairedBootstrapInterval(cells, options(300))),
    );
  });
});
