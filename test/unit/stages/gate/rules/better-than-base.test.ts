import assert from 'node:assert/strict';
import { betterThanBase } from '../../../../../stages/gate/rules/better-than-base.ts';
import { DATA, evaluationWith, type Figures, POLICY } from '../evaluation.ts';

const judge = (figures: Figures) => betterThanBase(evaluationWith(figures), POLICY, DATA)!;

describe('rule better_than_base', () => {
  it('passes a proven gain, and says it with figures in both languages', () => {
    const { verdict, figures, explanation } = judge({});
    assert.equal(verdict, 'PASS');
    assert.deepEqual(figures, {
      tuned: 0.65,
      base: 0.3,
      difference: 0.65 - 0.3,
      low: 0.28,
      high: 0.42,
      p: 0.001,
      limit: 0.05,
    });
    assert.equal(
      explanation.en,
      'F1 rises from 30.0% (base) to 65.0% (tuned): +35.0 points (95% interval +28.0 to +42.0), unlikely to be chance (p = 0.001, limit 0.05).',
    );
    assert.equal(
      explanation['zh-TW'],
      'F1 由原模型的 30.0% 升到微調後的 65.0%（+35.0 個百分點，95% 信賴區間 +28.0 到 +42.0），不像是碰巧（p = 0.001，門檻 0.05）。',
    );
  });

  it('fails a model that is not better, however small the test', () => {
    assert.equal(judge({ tuned: 0.3, base: 0.3, p: 1, interval: [-0.1, 0.1] }).verdict, 'FAIL');
    const worse = judge({ tuned: 0.28, base: 0.3, p: 0.01, interval: [-0.04, -0.001] });
    assert.equal(worse.verdict, 'FAIL');
    assert.match(worse.explanation.en, /no better than its base: F1 28\.0% against 30\.0% \(−2\.0 points/);
    assert.match(worse.explanation['zh-TW'], /沒有比原模型好/);
  });

  it('is undecided on a gain that may be chance', () => {
    const { verdict, explanation } = judge({ tuned: 0.35, base: 0.3, p: 0.05, interval: [-0.02, 0.12] });
    assert.equal(verdict, 'INCONCLUSIVE');
    assert.match(explanation.en, /on 200 test records that may still be chance \(p = 0\.050, limit 0\.05/);
    assert.match(explanation['zh-TW'], /只憑 200 筆測試記錄，還不能排除只是碰巧/);
  });

  it('fails an unproven gain that is useless even at its upper end', () => {
    const { verdict, explanation } = judge({ tuned: 0.305, base: 0.3, p: 0.2, interval: [-0.009, 0.0199] });
    assert.equal(verdict, 'FAIL');
    assert.match(explanation.en, /at best by \+2\.0|at best by \+1\.9/);
    assert.equal(
      judge({ tuned: 0.305, base: 0.3, p: 0.2, interval: [-0.009, 0.02] }).verdict,
      'INCONCLUSIVE',
    );
  });

  it('refuses an evaluation that lacks the comparison', () => {
    assert.throws(() => betterThanBase({ ...evaluationWith({}), comparisons: [] }, POLICY, DATA), RangeError);
  });
});
