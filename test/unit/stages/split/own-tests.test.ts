import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { faultOf } from '../../datasets/reading.ts';
import { dataset, labelled } from '../../datasets/records.ts';
import { type FakeContext, fakeContext } from '../context.ts';
import { type Splitting, splitOf } from './split-of.ts';

describe('a test set of its own, for the split stage', () => {
  let context: FakeContext;
  beforeEach(async () => {
    context = await fakeContext();
  });
  afterEach(() => context.close());

  const run = (...given: Splitting) => splitOf(context, ...given);

  it('uses the test file, less what cannot judge, and takes its questions out of training', async () => {
    const records = dataset([30, 30]);
    const own = [{ ...records[0]!, id: 't0' }, ...dataset([4, 4], 'own'), labelled('blank', '', '標籤0')];
    const { test, train, validation, report, summary } = await run(records, own);
    assert.deepEqual(test, own.slice(0, -1));
    assert.equal(train.length + validation.length, 59);
    assert.deepEqual([report.method, report.leaked, report.test_left_out], ['test_file', 1, 1]);
    assert.equal(summary.warnings!.length, 2);
    const [decision] = summary.decisions!.filter(({ field }) => field === 'split.test');
    assert.equal(decision!.value, 'test_file');
  });

  it('trains on records made from documents alone where people made the test', async () => {
    const made = dataset([9, 8]).map((record) => ({ ...record, source: 'generated' }));
    const own = dataset([4, 4], 'own');
    const { train, validation, test, report, summary } = await run(made, own);
    assert.deepEqual([train.length, validation.length, test], [17, 0, own]);
    assert.deepEqual(report.generated, [{ method: null, model: null, prompt: null, records: 17 }]);
    assert.ok(report.leakage_check.passed);
    assert.ok(summary.warnings!.every(({ en }) => !en.includes('NaN')));
    const { code } = await faultOf(run(made));
    assert.equal(code, 'INPUT_TOO_FEW_RECORDS');
    // Of a label that the model gave but once, that one is trained on.
    const rare = [...made, { ...labelled('rare', '獨一無二的段落內容', '標籤9'), source: 'generated' }];
    assert.equal((await run(rare, own)).train.length, 18);
    const typed = rare.map((record) => (record.id === 'rare' ? { ...record, source: 'upload' } : record));
    assert.equal((await faultOf(run(typed, own))).code, 'INPUT_LABEL_ONCE');
  });

  it('takes no test that a model made and nobody has checked', async () => {
    const own = dataset([4, 4], 'own');
    own[2] = { ...own[2]!, source: 'generated' };
    const fault = await faultOf(run(dataset([30, 30]), own));
    assert.deepEqual(
      [fault.code, fault.place?.file, fault.place?.field],
      ['INPUT_TEST_GENERATED', 'test', 'reviewed_by'],
    );
  });
});
