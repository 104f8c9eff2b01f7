import assert from 'node:assert/strict';
import { minimumTestRecords } from '../../../../../stages/gate/rules/minimum-test-records.ts';
import { DATA, evaluationWith, POLICY } from '../evaluation.ts';

describe('rule minimum_test_records', () => {
  it('passes from the minimum on', () => {
    assert.equal(minimumTestRecords(evaluationWith({ n: 30 }), POLICY, DATA)!.verdict, 'PASS');
  });
  it('is undecided below it, never failed', () => {
    const { verdict, explanation } = minimumTestRecords(evaluationWith({ n: 29 }), POLICY, DATA)!;
    assert.equal(verdict, 'INCONCLUSIVE');
    assert.equal(explanation.en, 'There are only 29 test records; a verdict needs at least 30.');
    assert.equal(explanation['zh-TW'], '測試記錄只有 29 筆，至少需要 30 筆才能判定。');
  });
});
