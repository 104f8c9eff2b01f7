import assert from 'node:assert/strict';
import type { BlobRef } from '../../../../pipeline/contracts/artifact.ts';
import type { SplitReport } from '../../../../pipeline/contracts/data-reports.ts';
import { putJson, readJson } from '../../../../pipeline/contracts/json-artifact.ts';
import type { DatasetRecord } from '../../../../pipeline/contracts/record.ts';
import { split } from '../../../../stages/split/stage.ts';
import { recordsOf } from '../../datasets/reading.ts';
import { dataset, labelled } from '../../datasets/records.ts';
import { type FakeContext, fakeContext, runStage } from '../context.ts';
import { storeRecords } from '../records.ts';

const INTAKE = { language: 'zh-TW', has_instruction: false, has_split_column: false };

describe('the split where a test set is frozen', () => {
  let context: FakeContext;
  beforeEach(async () => {
    context = await fakeContext();
  });
  afterEach(() => context.close());

  const run = async (records: readonly DatasetRecord[], suite: readonly DatasetRecord[] | null) => {
    const artifacts = {
      records: await storeRecords(context.artifacts, records),
      test: null,
      suite: suite && (await storeRecords(context.artifacts, suite)),
      intake: await putJson(context.artifacts, INTAKE),
    };
    const { outputs, summary } = await runStage(split, context, { artifacts });
    const at = async (name: 'train' | 'validation' | 'test') =>
      recordsOf(await context.artifacts.readBytes(outputs[name]!.digest));
    return {
      outputs,
      summary,
      ...{ train: await at('train'), validation: await at('validation'), test: await at('test') },
      report: await readJson<SplitReport>(context.artifacts, outputs.report as BlobRef),
    };
  };

  it('judges by the test set that is frozen for the name, to the byte, and trains on nothing in it or like it', async () => {
    const before = await run(dataset([30, 30]), null);
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
    const { outputs, test, train, validation, report, summary } = await run(records, suite);
    assert.deepEqual(test, suite);
    assert.equal(outputs.test!.digest, (await storeRecords(context.artifacts, suite)).digest);
    const texts = new Set(suite.map(({ messages }) => messages[0]!.content));
    for (const { id, messages } of [...train, ...validation]) {
      assert.ok(!texts.has(messages[0]!.content), id);
      assert.notEqual(id, 'like');
    }
    assert.equal(train.length + validation.length, records.length - frozen.length - 1);
    assert.deepEqual([report.method, report.leakage_check.passed], ['frozen', true]);
    assert.equal(summary.decisions!.find(({ field }) => field === 'split.test')!.value, 'frozen');
  });
});
