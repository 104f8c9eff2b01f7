import assert from 'node:assert/strict';
import type { AnswerEvaluation } from '../../../../../pipeline/contracts/answer-evaluation.ts';
import type { Interval } from '../../../../../pipeline/contracts/evaluation.ts';
import { maximumCalibrationError } from '../../../../../stages/gate/rules/maximum-calibration-error.ts';
import { minimumReadableAnswers } from '../../../../../stages/gate/rules/minimum-readable-answers.ts';
import { DATA, evaluationWith, POLICY } from '../evaluation.ts';

describe('rule maximum_calibration_error', () => {
  const policy = { ...POLICY, maximum_calibration_error: 0.1 };
  const judge = (error: number, bounds: Interval) =>
    maximumCalibrationError({ ...evaluationWith({}), calibration: { error, bounds } }, policy, DATA)!;

  it('goes by the bounds: kept, exceeded, or not settled', () => {
    assert.equal(judge(0.05, [0.01, 0.1]).verdict, 'PASS');
    assert.equal(judge(0.05, [0.01, 0.101]).verdict, 'INCONCLUSIVE');
    assert.equal(judge(0.2, [0.1, 0.3]).verdict, 'INCONCLUSIVE');
    const { verdict, figures, explanation } = judge(0.2, [0.11, 0.3]);
    assert.equal(verdict, 'FAIL');
    assert.deepEqual(figures, { error: 0.2, low: 0.11, high: 0.3, maximum: 0.1 });
    assert.match(explanation['zh-TW'], /平均相差 20\.0%（95% 界限 11\.0–30\.0%），上限 10\.0%：超過。/);
  });

  it('is open without probabilities and left out at 1', () => {
    assert.equal(maximumCalibrationError(evaluationWith({}), policy, DATA)!.verdict, 'INCONCLUSIVE');
    assert.equal(maximumCalibrationError(evaluationWith({}), POLICY, DATA), null);
  });
});

describe('rule minimum_readable_answers', () => {
  const judge = (n: number, unreadable: number, minimum: number | 'auto' = 'auto') => {
    const system = { n, figures: {}, intervals: {}, unreadable, groups: [], scores: [] };
    const evaluation = {
      ...evaluationWith({}),
      task: 'structured',
      n,
      systems: { base: system, tuned: system, production: null },
    } as unknown as AnswerEvaluation;
    return minimumReadableAnswers(evaluation, { ...POLICY, minimum_readable_answers: minimum }, DATA);
  };

  it('passes where the interval lies above nine in ten, fails below, and is open on few records', () => {
    assert.equal(judge(200, 5)!.verdict, 'PASS');
    assert.equal(judge(200, 60)!.verdict, 'FAIL');
    assert.equal(judge(30, 0)!.verdict, 'INCONCLUSIVE');
    assert.equal(judge(200, 20)!.verdict, 'INCONCLUSIVE');
    assert.match(judge(200, 60)!.explanation.en, /^Of 200 answers 140 can be read \(70\.0%/);
  });

  it('takes its floor from the policy, and is left out at 0 and where labels are chosen', () => {
    assert.equal(judge(200, 60, 0.5)!.verdict, 'PASS');
    assert.equal(judge(200, 60, 0), null);
    assert.equal(minimumReadableAnswers(evaluationWith({}), POLICY, DATA), null);
  });
});
