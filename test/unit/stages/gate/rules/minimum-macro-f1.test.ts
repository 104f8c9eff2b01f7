import assert from 'node:assert/strict';
import type { Interval } from '../../../../../pipeline/contracts/evaluation.ts';
import { minimumMacroF1 } from '../../../../../stages/gate/rules/minimum-macro-f1.ts';
import { DATA, evaluationWith, POLICY } from '../evaluation.ts';

const judge = (tuned: number, tunedInterval: Interval) =>
  minimumMacroF1(evaluationWith({ tuned, tunedInterval }), { ...POLICY, minimum_macro_f1: 0.6 }, DATA);

describe('rule minimum_macro_f1', () => {
  it('is off at 0', () => assert.equal(minimumMacroF1(evaluationWith({}), POLICY, DATA), null));
  it('passes from an interval at or above the minimum', () => {
    const result = judge(0.65, [0.6, 0.7])!;
    assert.equal(result.verdict, 'PASS');
    assert.equal(
      result.explanation['zh-TW'],
      '微調後的 F1 為 65.0%（95% 信賴區間 60.0–70.0%），最低要求 60.0%：已達到。',
    );
  });
  it('fails below it', () => assert.equal(judge(0.5, [0.45, 0.59])!.verdict, 'FAIL'));
  it('is undecided where the minimum lies inside the interval, on either side of the figure', () => {
    assert.equal(judge(0.65, [0.58, 0.7])!.verdict, 'INCONCLUSIVE');
    assert.equal(judge(0.58, [0.53, 0.62])!.verdict, 'INCONCLUSIVE');
  });
});
