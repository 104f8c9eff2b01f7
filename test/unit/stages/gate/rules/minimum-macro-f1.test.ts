import assert from 'node:assert/strict';
import type { EvaluationResult, Interval } from '../../../../../pipeline/contracts/evaluation.ts';
import { minimumMacroF1 } from '../../../../../stages/gate/rules/minimum-macro-f1.ts';
import { DATA, evaluationWith, POLICY } from '../evaluation.ts';

const judge = (tuned: number, tunedInterval: Interval, n = 2000) =>
  minimumMacroF1(evaluationWith({ n, tuned, tunedInterval }), { ...POLICY, minimum_macro_f1: 0.6 }, DATA)!;

/** An evaluation with classes of so many records, all answered right. */
function allRight(...supports: number[]): EvaluationResult {
  const n = supports.reduce((sum, support) => sum + support, 0);
  const evaluation = evaluationWith({ n, tuned: 1, tunedInterval: [1, 1] });
  const per_class = supports.map((support, i) => ({
    label: `c${i}`,
    recall: 1,
    support,
    precision: 1,
    f1: 1,
    predicted: support,
  }));
  return {
    ...evaluation,
    systems: { ...evaluation.systems, tuned: { ...evaluation.systems.tuned, per_class } },
  };
}

describe('rule minimum_macro_f1', () => {
  it('is off at 0', () => assert.equal(minimumMacroF1(evaluationWith({}), POLICY, DATA), null));

  it('passes from an interval at or above the minimum', () => {
    const result = judge(0.65, [0.6, 0.7]);
    assert.equal(result.verdict, 'PASS');
    assert.equal(
      result.explanation['zh-TW'],
      '微調後的 F1 為 65.0%（把記錄太少而看不出的也算進去，95% 信賴區間 60.0–70.0%），最低要求 60.0%：已達到。',
    );
  });

  it('fails below it', () => assert.equal(judge(0.5, [0.45, 0.59]).verdict, 'FAIL'));

  it('is undecided where the minimum lies inside the interval, on either side of the figure', () => {
    assert.equal(judge(0.65, [0.58, 0.7]).verdict, 'INCONCLUSIVE');
    assert.equal(judge(0.58, [0.53, 0.62]).verdict, 'INCONCLUSIVE');
  });

  it('does not take the bootstrap’s point for certainty, whether all is right or all is wrong', () => {
    assert.equal(judge(1, [1, 1], 5).verdict, 'INCONCLUSIVE');
    assert.equal(judge(1, [1, 1], 6).verdict, 'PASS');
    assert.equal(judge(0, [0, 0], 2).verdict, 'INCONCLUSIVE');
  });

  it('counts a class of few records by how little it shows, however many the others have', () => {
    const verdictOn = (evaluation: EvaluationResult, minimum: number) =>
      minimumMacroF1(evaluation, { ...POLICY, minimum_macro_f1: minimum }, DATA)!.verdict;
    assert.equal(verdictOn(allRight(100, 100), 0.95), 'PASS');
    assert.equal(verdictOn(allRight(198, 2), 0.95), 'INCONCLUSIVE');
  });

  it('asks by itself for more than always answering the most frequent class', () => {
    const evaluation = evaluationWith({ n: 200, tuned: 0.65, tunedInterval: [0.6, 0.7] });
    const { systems, comparisons } = evaluation;
    const { candidate: _, reference: __, ...comparison } = comparisons[0]!;
    const withMajority = (macro_f1: number): EvaluationResult => ({
      ...evaluation,
      peers: [{ id: 'majority', metrics: { ...systems.base, macro_f1 }, comparison }],
    });
    const auto = { ...POLICY, minimum_macro_f1: 'auto' as const };
    const result = minimumMacroF1(withMajority(0.3), auto, DATA)!;
    assert.deepEqual([result.verdict, result.figures.minimum], ['PASS', 0.3]);
    assert.match(result.explanation.en, /what always answering the most frequent class reaches/);
    assert.equal(minimumMacroF1(withMajority(0.6), auto, DATA)!.verdict, 'INCONCLUSIVE');
    assert.equal(minimumMacroF1(withMajority(0.9), auto, DATA)!.verdict, 'FAIL');
    assert.equal(minimumMacroF1(evaluation, auto, DATA), null);
  });
});
