import assert from 'node:assert/strict';
import { cautiousLow } from '../../../../../stages/evaluate/statistics/cautious-low.ts';
import { jointCells } from '../../../../../stages/evaluate/statistics/joint-cells.ts';
import { pairedBootstrapInterval } from '../../../../../stages/evaluate/statistics/paired-bootstrap.ts';
import { Random } from '../../../../../stages/evaluate/statistics/random.ts';
import { atOnce } from '../at-once.ts';

const options = () => ({ draws: 2000, confidence: 0.95, random: Random.of(42, 'cautious') });

/** `n` records of two classes that both systems answer right. */
const alike = (n: number) => {
  const truth = Array.from({ length: n }, (_, i) => i % 2);
  return atOnce(cautiousLow(jointCells(2, truth, truth, truth), options()));
};

describe('cautious lower bound', () => {
  it('is below 0 for systems that answer alike, and rises to it with the records', () => {
    const bounds = [10, 30, 100, 1000].map(alike);
    for (let i = 1; i < bounds.length; i++) assert.ok(bounds[i]! > bounds[i - 1]!, String(bounds));
    // Net losses are Poisson(1) − Poisson(1), whose 2.5 % quantile is −3: 3 of 30 records, a tenth.
    assert.ok(Math.abs(bounds[1]! + 0.1) < 0.02, String(bounds));
    assert.ok(bounds[3]! > -0.005 && bounds[3]! < 0);
  });

  it('comes to the interval’s own end where there are many records', () => {
    const random = Random.of(3, 'many');
    const truth = Array.from({ length: 4000 }, (_, i) => i % 4);
    const answer = (skill: number) =>
      truth.map((t) => (random.uniform() < skill ? t : Math.floor(random.uniform() * 4)));
    const cells = jointCells(4, truth, answer(0.8), answer(0.7));
    const low = atOnce(cautiousLow(cells, options()));
    assert.ok(Math.abs(low - atOnce(pairedBootstrapInterval(cells, options()))[0]) < 0.004);
  });

  it('gives the same for the same seed, and is defined for one record and one class', () => {
    assert.equal(alike(30), alike(30));
    const one = (classes: number) => atOnce(cautiousLow(jointCells(classes, [0], [0], [0]), options()));
    assert.ok(one(2) <= -0.9, String(one(2)));
    assert.equal(one(1), 0);
  });
});
