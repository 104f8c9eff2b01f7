import assert from 'node:assert/strict';
import type { SliceComparison } from '../../../../../pipeline/contracts/evaluation.ts';
import { notWorseInSlices } from '../../../../../stages/gate/rules/not-worse-in-slices.ts';
import { DATA, evaluationWith, POLICY } from '../evaluation.ts';

const policy = { ...POLICY, not_worse_than_production: { margin: 0.02, slices: ['channel'] } };
const part = (value: string, cautious_low: number, high = 0.1) => ({
  value,
  n: 50,
  difference: (cautious_low + high) / 2,
  interval: [cautious_low, high] as const,
  cautious_low,
});
const evaluation = evaluationWith({ production: { f1: 0.6, interval: [-0.01, 0.1] } });
const judge = (...slices: SliceComparison[]) =>
  notWorseInSlices({ ...evaluation, production_slices: slices }, policy, DATA)!;
const slice = (...parts: SliceComparison['parts'][number][]) => ({ by: 'channel', confidence: 0.975, parts });

describe('rule not_worse_in_slices', () => {
  it('passes where no part loses more than the margin, and is open where one may', () => {
    assert.equal(judge(slice(part('信件', -0.01), part('電話', -0.02))).verdict, 'PASS');
    const { verdict, figures, explanation } = judge(slice(part('信件', -0.01), part('電話', -0.2)));
    assert.equal(verdict, 'INCONCLUSIVE');
    assert.deepEqual([figures.passed, figures.open, figures.low], [1, 1, -0.2]);
    assert.match(
      explanation['zh-TW'],
      /最需留意的是「channel＝電話」（50 筆，相差 −5\.0 個百分點，最壞 −20\.0）。/,
    );
  });

  it('fails where one part surely loses more', () => {
    const { verdict, explanation } = judge(slice(part('信件', -0.01), part('電話', -0.2, -0.03)));
    assert.equal(verdict, 'FAIL');
    assert.match(explanation.en, /1 part\(s\) are surely no worse, 1 are worse/);
  });

  it('is open on a column that no record has, and says which', () => {
    const { verdict, explanation } = judge(slice());
    assert.equal(verdict, 'INCONCLUSIVE');
    assert.match(explanation.en, /No test record has: channel\./);
  });

  it('passes with nothing in production, and is left out where no slice is named', () => {
    assert.equal(notWorseInSlices(evaluationWith({}), policy, DATA)!.verdict, 'PASS');
    assert.equal(notWorseInSlices(evaluation, POLICY, DATA), null);
  });
});
