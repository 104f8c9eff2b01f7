import assert from 'node:assert/strict';
import type { LeakageCheck } from '../../../../../pipeline/contracts/data-reports.ts';
import { minimumClassRecall } from '../../../../../stages/gate/rules/minimum-class-recall.ts';
import { minimumDataScore } from '../../../../../stages/gate/rules/minimum-data-score.ts';
import { noContamination } from '../../../../../stages/gate/rules/no-contamination.ts';
import { standardErrors, wilsonInterval } from '../../../../../stages/gate/rules/wilson-interval.ts';
import { DATA, evaluationWith, POLICY } from '../evaluation.ts';

const leakage = (compared: number, found: number): LeakageCheck => ({
  passed: found === 0,
  comparisons: [{ kind: 'exact', compared, found, records: found > 0 ? ['a'] : [] }],
});

describe('rule no_contamination', () => {
  const judge = (compared: number, found: number) =>
    noContamination(evaluationWith({}), POLICY, { ...DATA, leakage: leakage(compared, found) })!;

  it('passes where nothing was found, fails on a single record, and is open where nothing was compared', () => {
    assert.equal(judge(200, 0).verdict, 'PASS');
    const { verdict, explanation, figures } = judge(200, 1);
    assert.equal(verdict, 'FAIL');
    assert.deepEqual(figures, { found: 1, compared: 200 });
    assert.match(explanation['zh-TW'], /有 1 筆測試或驗證記錄/);
    assert.equal(judge(0, 0).verdict, 'INCONCLUSIVE');
  });

  it('does not count a test that is older than training: nothing of it was seen', () => {
    const older: LeakageCheck = {
      passed: false,
      comparisons: [
        { kind: 'exact', compared: 200, found: 0, records: [] },
        { kind: 'time', compared: 900, found: 12, records: ['line:3'] },
      ],
    };
    const { verdict, figures } = noContamination(evaluationWith({}), POLICY, { ...DATA, leakage: older })!;
    assert.deepEqual([verdict, figures], ['PASS', { found: 0, compared: 200 }]);
    const onlyTime = { passed: true, comparisons: older.comparisons.slice(1) };
    assert.equal(
      noContamination(evaluationWith({}), POLICY, { ...DATA, leakage: onlyTime })!.verdict,
      'INCONCLUSIVE',
    );
  });

  it('is left out where the policy says so', () =>
    assert.equal(noContamination(evaluationWith({}), { ...POLICY, no_contamination: false }, DATA), null));
});

describe('rule minimum_data_score', () => {
  const judge = (score: number) =>
    minimumDataScore(evaluationWith({}), { ...POLICY, minimum_data_score: 80 }, { ...DATA, score })!;

  it('passes from the minimum on, fails below, and is off at 0', () => {
    assert.equal(judge(80).verdict, 'PASS');
    assert.equal(judge(79.9).verdict, 'FAIL');
    assert.match(judge(79.9).explanation.en, /79\.9 of 100, the minimum is 80: missed/);
    assert.equal(minimumDataScore(evaluationWith({}), POLICY, DATA), null);
  });
});

describe('rule minimum_class_recall', () => {
  const judge = (...classes: [recall: number | null, support: number][]) => {
    const evaluation = evaluationWith({});
    const per_class = classes.map(([recall, support], i) => ({
      label: `class ${i}`,
      recall,
      support,
      precision: null,
      f1: null,
      predicted: 0,
    }));
    const systems = { ...evaluation.systems, tuned: { ...evaluation.systems.tuned, per_class } };
    return minimumClassRecall({ ...evaluation, systems }, { ...POLICY, minimum_class_recall: 0.8 }, DATA)!;
  };

  it('passes where every class surely reaches it', () =>
    assert.equal(judge([1, 100], [0.95, 200]).verdict, 'PASS'));

  it('fails where one class surely does not, and names it', () => {
    const { verdict, explanation } = judge([1, 100], [0.5, 100]);
    assert.equal(verdict, 'FAIL');
    assert.match(explanation.en, /"class 1" \(100 records, 50\.0% right\)/);
  });

  it('is open on few records, all right or not, and on a class without any', () => {
    assert.equal(judge([1, 100], [1, 5]).verdict, 'INCONCLUSIVE');
    assert.equal(judge([1, 100], [0.5, 5]).verdict, 'INCONCLUSIVE');
    assert.equal(judge([1, 100], [null, 0]).verdict, 'INCONCLUSIVE');
    assert.equal(judge().verdict, 'INCONCLUSIVE');
  });

  it('is off at 0', () => assert.equal(minimumClassRecall(evaluationWith({}), POLICY, DATA), null));
});

describe('Wilson’s interval', () => {
  it('is the textbook’s for 8 of 10, and no point for 5 of 5', () => {
    const [low, high] = wilsonInterval(8, 10, 1.96);
    assert.ok(Math.abs(low - 0.4902) < 1e-4 && Math.abs(high - 0.9433) < 1e-4, `${low} ${high}`);
    const [least, most] = wilsonInterval(5, 5, 1.96);
    assert.ok(Math.abs(least - 0.5655) < 1e-4);
    assert.ok(most > 1 - 1e-12);
  });

  it('takes its z from the normal distribution', () => {
    for (const [confidence, z] of [
      [0.95, 1.95996],
      [0.99, 2.57583],
      [0.999, 3.29053],
    ] as const)
      assert.ok(Math.abs(standardErrors(confidence) - z) < 5e-4);
  });
});
