import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { faultOf } from '../../datasets/reading.ts';
import { dataset, labelled } from '../../datasets/records.ts';
import { type FakeContext, fakeContext } from '../context.ts';
import { type Splitting, splitOf, storeTable } from './split-of.ts';

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

  it('judges by the test set that is frozen for the name, to the byte, and trains on nothing in it or like it', async () => {
    const before = await run(dataset([30, 30]));
    const frozen = before.test;
    // The next upload holds everything from before, other records, and one that is like a frozen one but for a word.
    const like = labelled(
      'like',
      `${'這座公園的路燈每到晚上八點以後就全部熄滅，請盡速派人修理'.repeat(3)}好嗎`,
      '標籤0',
    );
    const kept = {
      ...like,
      id: 'kept',
      messages: [{ ...like.messages[0]!, content: like.messages[0]!.content.replace('好嗎', '謝謝') }],
    };
    const suite = [...frozen, kept];
    const records = [...dataset([30, 30]), ...dataset([20, 20], 'more'), like];
    const { outputs, test, train, validation, report, summary } = await run(records, null, {}, {}, suite);
    assert.deepEqual(test, suite);
    assert.equal(outputs.test!.digest, (await storeTable(context, suite)).digest);
    const texts = new Set(suite.map(({ messages }) => messages[0]!.content));
    for (const { id, messages } of [...train, ...validation]) {
      assert.ok(!texts.has(messages[0]!.content), id);
      assert.notEqual(id, 'like');
    }
    assert.equal(train.length + validation.length, records.length - frozen.length - 1);
    assert.deepEqual([report.method, report.leakage_check.passed], ['frozen', true]);
    assert.equal(summary.decisions!.find(({ field }) => field === 'split.test')!.value, 'frozen');
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
