import assert from 'node:assert/strict';
import { resampleCells } from '../../../../../stages/evaluate/statistics/multinomial-sample.ts';
import { Random } from '../../../../../stages/evaluate/statistics/random.ts';

describe('multinomial draws of cells', () => {
  it('keep the total, leave empty cells empty and touch only their range', () => {
    const random = Random.of(3, 'cells');
    const weights = Float64Array.of(99, 5, 0, 20, 1, 0, 99);
    for (let i = 0; i < 500; i++) {
      const drawn = new Float64Array(7).fill(-1);
      resampleCells(random, weights, drawn, 1, 6);
      assert.deepEqual([drawn[0], drawn[6], drawn[2], drawn[5]], [-1, -1, 0, 0]);
      assert.equal(drawn[1]! + drawn[3]! + drawn[4]!, 26);
    }
  });

  it('have each cell’s weight as mean', () => {
    const random = Random.of(4, 'cells');
    const weights = Float64Array.of(50, 30, 15, 5);
    const sums = [0, 0, 0, 0];
    const drawn = new Float64Array(4);
    const draws = 20_000;
    for (let i = 0; i < draws; i++) {
      resampleCells(random, weights, drawn, 0, 4);
      for (let c = 0; c < 4; c++) sums[c]! += drawn[c]!;
    }
    weights.forEach((weight, c) => {
      const error = Math.sqrt((weight * (1 - weight / 100)) / draws);
      assert.ok(Math.abs(sums[c]! / draws - weight) < 4.5 * error, `cell ${c}`);
    });
  });

  it('do nothing to a stratum without records', () => {
    const drawn = new Float64Array(2);
    resampleCells(Random.of(5, 'cells'), new Float64Array(2), drawn, 0, 2);
    assert.deepEqual([...drawn], [0, 0]);
  });
});
