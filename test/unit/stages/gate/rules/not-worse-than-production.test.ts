import assert from 'node:assert/strict';
import type { Interval } from '../../../../../pipeline/contracts/evaluation.ts';
import { notWorseThanProduction } from '../../../../../stages/gate/rules/not-worse-than-production.ts';
import { DATA, evaluationWith, POLICY } from '../evaluation.ts';

const judge = (f1: number, interval: Interval, cautiousLow = interval[0]) =>
  notWorseThanProduction(evaluationWith({ production: { f1, interval, cautiousLow } }), POLICY, DATA)!;

describe('rule not_worse_than_production', () => {
  it('passes where nothing is in production', () => {
    const { verdict, explanation } = notWorseThanProduction(evaluationWith({}), POLICY, DATA)!;
    assert.equal(verdict, 'PASS');
    assert.match(explanation.en, /Nothing is in production yet/);
    assert.equal(explanation['zh-TW'], '目前沒有正式版，不需比較。');
  });

  it('passes where the interval lies within the margin, its end included', () => {
    const { verdict, explanation } = judge(0.64, [-0.02, 0.04]);
    assert.equal(verdict, 'PASS');
    assert.equal(
      explanation.en,
      'F1 differs from production (petitions v3) by +1.0 points (95% interval −2.0 to +4.0; at worst −2.0, counting losses that so few records may not show); the limit is −2.0: it is not worse.',
    );
  });

  it('fails where the whole interval lies beyond it', () => {
    const { verdict, figures, explanation } = judge(0.72, [-0.11, -0.03]);
    assert.equal(verdict, 'FAIL');
    assert.equal(figures.production, 0.72);
    assert.match(explanation['zh-TW'], /門檻為 −2.0：確實比正式版差。/);
  });

  it('is undecided where only the cautious bound lies beyond it: too little data is no pass', () =>
    assert.equal(judge(0.65, [0, 0], -0.09).verdict, 'INCONCLUSIVE'));

  it('is undecided in between', () => assert.equal(judge(0.65, [-0.05, 0.05]).verdict, 'INCONCLUSIVE'));
});
