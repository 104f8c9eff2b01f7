import assert from 'node:assert/strict';
import { falsePasses, power, type Rate, rateLine, wrongFloor, wrongNonInferiority } from './simulation.ts';

/** 7 worlds × 200 are 1,400 test sets for each error rate; bench/gate.ts takes more. */
const EFFORT = { sets: 200, draws: 200 };

/** How far one world's rate may lie beyond a limit that it keeps: the one-sided 99 % range of so few sets. */
const chance = (limit: number) => 2.33 * Math.sqrt((limit * (1 - limit)) / EFFORT.sets);
const mean = (rates: readonly Rate[]) => rates.reduce((sum, { pass }) => sum + pass, 0) / rates.length;

describe('the default policy on simulated test sets', function () {
  this.timeout(240_000);
  const shown = (title: string, rates: readonly Rate[]): readonly Rate[] => {
    console.info([`    ${title}`, ...rates.map(rateLine)].join('\n'));
    return rates;
  };
  const atMost = (limit: number, rates: readonly Rate[]): void => {
    assert.ok(mean(rates) <= limit, `mean ${mean(rates)}`);
    for (const rate of rates) assert.ok(rate.pass <= limit + chance(limit), rateLine(rate));
  };

  it('passes a model that is no better than its base in at most 5 % of them', () =>
    atMost(0.05, shown('no better than base', falsePasses(EFFORT))));

  it('passes one that is better by the detectable difference in at least 80 %', () => {
    const rates = shown('better by the detectable difference', power(EFFORT));
    assert.ok(mean(rates) >= 0.8, `mean ${mean(rates)}`);
    for (const rate of rates) assert.ok(rate.pass >= 0.8 - chance(0.8), rateLine(rate));
  });

  it('passes one that loses just the margin to production in at most 5 %, as the plain interval does not', () => {
    const rates = shown('worse than production by the margin', wrongNonInferiority(EFFORT));
    atMost(0.05, rates);
    assert.ok(Math.max(...rates.map((rate) => rate.passByInterval!)) > 0.2);
  });

  it('passes one whose true F1 is just the floor in at most 5 %', () =>
    atMost(0.05, shown('true F1 just the floor', wrongFloor(EFFORT))));
});
