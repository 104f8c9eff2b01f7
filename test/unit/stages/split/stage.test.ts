import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { recordBytes } from '../../../../datasets/arrow/write.ts';
import type { BlobRef } from '../../../../pipeline/contracts/artifact.ts';
import type { IntakeReport, SplitReport } from '../../../../pipeline/contracts/data-reports.ts';
import { putJson, readJson } from '../../../../pipeline/contracts/json-artifact.ts';
import type { DatasetRecord, TaskDescription } from '../../../../pipeline/contracts/record.ts';
import type { PipelineSpecInput } from '../../../../pipeline/contracts/spec.ts';
import { split } from '../../../../stages/split/stage.ts';
import { faultOf, recordsOf } from '../../datasets/reading.ts';
import { dataset, labelled } from '../../datasets/records.ts';
import { type FakeContext, fakeContext, runStage } from '../context.ts';

const intake: IntakeReport = {
  format: 'text_label',
  container: 'csv',
  encoding: 'utf-8',
  bom: false,
  records: 1,
  bytes: 1,
  language: 'zh-TW',
  han_share: 0.97,
  has_instruction: false,
  has_split_column: false,
};

describe('the split stage', () => {
  let context: FakeContext;
  beforeEach(async () => {
    context = await fakeContext();
  });
  afterEach(() => context.close());

  const store = async (records: readonly DatasetRecord[]) => {
    const group = (async function* () {
      yield records;
    })();
    return context.artifacts.putStream(Readable.from(recordBytes(group), { objectMode: false }));
  };
  const run = async (
    records: readonly DatasetRecord[],
    test: readonly DatasetRecord[] | null = null,
    spec: PipelineSpecInput = {},
    found: Partial<IntakeReport> = {},
  ) => {
    const artifacts = {
      records: await store(records),
      test: test && (await store(test)),
      intake: await putJson(context.artifacts, { ...intake, ...found }),
    };
    const { outputs, summary } = await runStage(split, context, { artifacts }, spec);
    const recordsAt = async (name: 'train' | 'validation' | 'test') =>
      recordsOf(await context.artifacts.readBytes(outputs[name]!.digest));
    return {
      outputs,
      summary,
      train: await recordsAt('train'),
      validation: await recordsAt('validation'),
      test: await recordsAt('test'),
      task: await readJson<TaskDescription>(context.artifacts, outputs.task as BlobRef),
      report: await readJson<SplitReport>(context.artifacts, outputs.report as BlobRef),
    };
  };

  it('parts the records without losing or changing one', async () => {
    const records = dataset([60, 40, 20]);
    const { train, validation, test, report } = await run(records);
    const byId = (list: readonly DatasetRecord[]) => list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    assert.deepEqual(byId([...train, ...validation, ...test]), byId(records));
    assert.deepEqual(
      [report.train, report.validation, report.test],
      [train.length, validation.length, test.length],
    );
    assert.equal(report.method, 'stratified');
    assert.deepEqual(
      report.per_label.map(({ label }) => label),
      ['標籤0', '標籤1', '標籤2'],
    );
  });

  it('describes the task: labels in code-unit order, a prompt in the language of the records', async () => {
    const records = ['b', 'a', 'B', '乙'].flatMap((label) =>
      Array.from({ length: 6 }, (_, n) => labelled(`${label}${n}`, `${label} ${n}`, label)),
    );
    const { task } = await run(records);
    assert.deepEqual(task.labels, ['B', 'a', 'b', '乙']);
    assert.equal(task.language, 'zh-TW');
    assert.match(task.prompt.user, /B、a、b、乙/);
  });

  it('gives a reason in both languages for all that it decided, and for nothing else', async () => {
    const records = dataset([30, 30]);
    const fields = ({ summary }: { summary: { decisions?: readonly { field: string }[] } }) =>
      summary.decisions!.map(({ field }) => field);
    const auto = await run(records);
    assert.deepEqual(fields(auto), [
      'task.kind',
      'task.language',
      'task.prompt',
      'split.test',
      'split.validation',
    ]);
    for (const { reason } of auto.summary.decisions!) {
      assert.match(reason['zh-TW'], /\p{Script=Han}/u);
      assert.doesNotMatch(reason.en, /\p{Script=Han}/u);
    }
    const asked = await run(records, null, {
      task: { kind: 'classification', language: 'en', prompt: 'Which? {input}' },
      split: { test: 0.3, validation: 0.2, seed: 7 },
    });
    assert.deepEqual(fields(asked), []);
    assert.equal(asked.task.language, 'en');
    assert.equal(asked.task.prompt.user, 'Which? {input}');
    assert.equal(asked.report.seed, 7);
    assert.ok(Math.abs(asked.test.length - 18) <= 4);
  });

  it('lets records with an instruction of their own pass through', async () => {
    const { task } = await run(dataset([30, 30]), null, {}, { has_instruction: true });
    assert.equal(task.prompt.user, '{input}');
  });

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

  it('warns of records that a split column leaves unmarked', async () => {
    const records = dataset([20, 20]).map((record, n) => ({
      ...record,
      split: n % 4 === 0 ? 'test' : n % 4 === 1 ? null : 'train',
    }));
    const { report, summary } = await run(records);
    assert.equal(report.method, 'column');
    assert.match(summary.warnings![0]!.en, /^10 records have an empty split column/);
  });

  it('makes an empty validation table when none is wanted', async () => {
    const { validation } = await run(dataset([30, 30]), null, { split: { validation: 0 } });
    assert.deepEqual(validation, []);
  });

  it('gives the same artifacts for the same records', async () => {
    const records = dataset([30, 30]);
    assert.deepEqual((await run(records)).outputs, (await run(records)).outputs);
  });

  it('refuses what cannot be split', async () => {
    assert.equal((await faultOf(run(dataset([20])))).code, 'INPUT_SINGLE_CLASS');
  });
});
