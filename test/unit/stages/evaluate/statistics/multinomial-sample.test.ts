import assert from 'node:assert/strict';
import { BinomialOf } from '../../../../../stages/evaluate/statistics/binomial-sample.ts';
import { Multinomial } from '../../../../../stages/evaluate/statistics/multinomial-sample.ts';
import { Random } from '../../../../../stages/evaluate/statistics/random.ts';
import { askPython } from '../python.ts';

/** Chi-square of draws against scipy's own distributions, cells of fewer than ten expected draws pooled; p of each case. */
const PROGRAM = `
import json, sys
import numpy as np
from scipy import stats
def p(observed, pmf):
    expected = np.array(pmf) * sum(observed)
    few = expected < 10
    o = np.append(np.array(observed)[~few], np.array(observed)[few].sum())
    e = np.append(expected[~few], expected[few].sum())
    if e[-1] < 10:
        o, e = np.append(o[:-2], o[-2:].sum()), np.append(e[:-2], e[-2:].sum())
    return float(stats.chisquare(o, e * o.sum() / e.sum()).pvalue)
given = json.load(sys.stdin)
binomials = [p(c["observed"], stats.binom.pmf(range(c["trials"] + 1), c["trials"], c["p"])) for c in given["binomials"]]
m = given["multinomial"]
n = sum(m["weights"])
shares = [w / n for w in m["weights"]]
multinomial = p(m["observed"], [stats.multinomial.pmf(c, n, shares) for c in m["counts"]])
json.dump(binomials + [multinomial], sys.stdout)
`;

describe('multinomial draws of cells', () => {
  it('keep the total and touch only their range', () => {
    const random = Random.of(3, 'cells');
    const sample = new Multinomial([5, 20, 1], 26);
    for (let i = 0; i < 500; i++) {
      const drawn = new Float64Array(5).fill(-1);
      sample.draw(random, drawn, 1);
      assert.deepEqual([drawn[0], drawn[4]], [-1, -1]);
      assert.equal(drawn[1]! + drawn[2]! + drawn[3]!, 26);
    }
  });

  it('have each cell’s weight as mean, whole or not', () => {
    const random = Random.of(4, 'cells');
    for (const weights of [
      [50, 30, 15, 5],
      [0.25, 70, 29.5, 0.25],
    ]) {
      const sums = [0, 0, 0, 0];
      const drawn = new Float64Array(4);
      const draws = 20_000;
      const sample = new Multinomial(weights, 100);
      for (let i = 0; i < draws; i++) {
        sample.draw(random, drawn);
        for (let c = 0; c < 4; c++) sums[c]! += drawn[c]!;
      }
      weights.forEach((weight, c) => {
        const error = Math.sqrt((weight * (1 - weight / 100)) / draws);
        assert.ok(Math.abs(sums[c]! / draws - weight) < 4.5 * error, `cell ${c}`);
      });
    }
  });

  it('give a single cell all', () => {
    const drawn = Float64Array.of(9);
    new Multinomial([3], 3).draw(Random.of(5, 'cells'), drawn);
    assert.deepEqual([...drawn], [3]);
  });

  it('follow scipy’s distributions, binomial and joint', function () {
    this.timeout(60_000);
    const draws = 100_000;
    const random = Random.of(6, 'scipy');
    const binomials = [
      [30, 0.2],
      [700, 1 / 19],
      [40, 0.62],
      [900, 0.4],
      [5000, 0.9],
    ].map(([trials, p]) => {
      const binomial = new BinomialOf(p!, trials!);
      const observed = new Array<number>(trials! + 1).fill(0);
      for (let i = 0; i < draws; i++) observed[binomial.draw(random, trials!)]! += 1;
      return { trials, p, observed };
    });
    const weights = [3, 8, 1];
    const sample = new Multinomial(weights, 12);
    const counts: number[][] = [];
    for (let a = 0; a <= 12; a++) for (let b = 0; a + b <= 12; b++) counts.push([a, b, 12 - a - b]);
    const places = new Map(counts.map((count, at) => [count.join(), at]));
    const observed = new Array<number>(counts.length).fill(0);
    const drawn = new Float64Array(3);
    for (let i = 0; i < draws; i++) {
      sample.draw(random, drawn);
      observed[places.get(drawn.join())!]! += 1;
    }
    const ps = askPython(this, PROGRAM, {
      binomials,
      multinomial: { weights, counts, observed },
    }) as number[];
    assert.equal(ps.length, 6);
    for (const p of ps) assert.ok(p > 1e-4, ps.join());
  });
});
