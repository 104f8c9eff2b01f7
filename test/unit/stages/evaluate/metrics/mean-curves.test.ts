import assert from 'node:assert/strict';
import { MeanCurves } from '../../../../../stages/evaluate/metrics/mean-curves.ts';
import { type Ranking, rank } from '../../../../../stages/evaluate/metrics/ranking.ts';
import { rocAuc } from '../../../../../stages/evaluate/metrics/roc-auc.ts';
import { Random } from '../../../../../stages/evaluate/statistics/random.ts';

const meanOf = (...rankings: readonly Ranking[]) => {
  const mean = new MeanCurves();
  for (const ranking of rankings) mean.add(ranking);
  return mean.curves();
};

describe('mean of curves', () => {
  it('averages upwards: at a rise the upper end, between points the line', () => {
    const perfect = rank(Float64Array.of(0.9), Float64Array.of(0.1));
    const chance = rank(Float64Array.of(0.5), Float64Array.of(0.5));
    const { roc } = meanOf(perfect, chance);
    assert.deepEqual(roc[0], [0, 0]);
    assert.deepEqual(roc[1], [0, (1 + 0) / 2]);
    assert.deepEqual(roc[51], [0.5, (1 + 0.5) / 2]);
    assert.deepEqual(roc.at(-1), [1, 1]);
  });

  it('has the precision of the highest threshold that reaches a recall', () => {
    // By falling score: right, wrong, right.
    const { pr } = meanOf(rank(Float64Array.of(0.9, 0.3), Float64Array.of(0.6)));
    assert.deepEqual(pr[0], [0, 1]);
    assert.deepEqual(pr[50], [0.5, 1]);
    assert.deepEqual(pr[51], [0.51, 2 / 3]);
    assert.deepEqual(pr[100], [1, 2 / 3]);
  });

  it('has the mean of the areas as its area', () => {
    const random = Random.of(2, 'mean curves');
    const rankings = Array.from({ length: 5 }, (_, c) =>
      rank(
        Float64Array.from({ length: 400 }, () => random.uniform() + 0.1 * c),
        Float64Array.from({ length: 3000 }, () => random.uniform()),
      ),
    );
    const { roc } = meanOf(...rankings);
    let area = 0;
    for (let i = 1; i < roc.length; i++)
      area += ((roc[i]![0] - roc[i - 1]![0]) * (roc[i]![1] + roc[i - 1]![1])) / 2;
    const mean = rankings.reduce((sum, ranking) => sum + rocAuc(ranking)!, 0) / rankings.length;
    assert.ok(Math.abs(area - mean) < 2e-3, `${area} ${mean}`);
  });

  it('leaves out classes without records, and is empty without any', () => {
    const none = rank(new Float64Array(0), Float64Array.of(0.4));
    assert.deepEqual(meanOf(none), { roc: [], pr: [] });
    const onlyPositive = rank(Float64Array.of(0.4), new Float64Array(0));
    assert.equal(meanOf(onlyPositive, none).roc.length, 0);
    assert.equal(meanOf(onlyPositive, none).pr[100]![1], 1);
  });
});
