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
import { writeParts } from '../../../../stages/split/write.ts';
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

const relabel = (record: DatasetRecord): DatasetRecord =>
  record.id.startsWith('few') ? { ...record, label: record.label!.replace('標籤', '少') } : record;

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
    assert.ok(Math.abs(asked.test.length - 18) <= 10);
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

  it('warns of records that a split column leaves unmarked', async () => {
    const records = dataset([20, 20]).map((record, n) => ({
      ...record,
      split: n % 4 === 0 ? 'test' : n % 4 === 1 ? null : 'train',
    }));
    const { report, summary } = await run(records);
    assert.equal(report.method, 'column');
    assert.match(summary.warnings![0]!.en, /^10 records have an empty split column/);
  });

  it('stores the proof that nothing leaks, and looked at every record that it stored', async () => {
    const records = dataset([40, 40]).map((record, n) => ({
      ...record,
      meta: JSON.stringify({ 案號: n % 16 }),
    }));
    const { report, summary, train, validation, test } = await run(records, null, {
      split: { group: '案號' },
    });
    assert.deepEqual(report.leakage_check, {
      passed: true,
      comparisons: ['exact', 'near', 'group'].map((kind) => ({ kind, compared: 80, found: 0, records: [] })),
    });
    assert.equal(summary.leakage_found, false);
    const groups = [train, validation, test].map((part) => new Set(part.map(({ meta }) => meta)));
    assert.equal(groups[0]!.size + groups[1]!.size + groups[2]!.size, 16);
  });

  it('lets no near duplicates straddle, whatever their answers', async () => {
    const near = Array.from({ length: 8 }, (_, n) =>
      labelled(
        `near${n}`,
        `民眾反映本市中正路與復興路口之路燈自上月起故障，夜間行車安全堪慮，請儘速派員修復並回覆辦理情形${'。！？；'[n % 4]}第${n}號`,
        n % 2 === 0 ? 'l0' : 'l1',
      ),
    );
    const { report, train, validation, test } = await run([...dataset([40, 40]), ...near]);
    const holding = [train, validation, test].filter((part) => part.some(({ id }) => id.startsWith('near')));
    assert.equal(holding.length, 1);
    assert.equal(report.leakage_check.comparisons.find(({ kind }) => kind === 'near')!.found, 0);
    const placed = train.length + validation.length + test.length;
    assert.equal(placed + report.left_out.near, 88);
  });

  it('orders by time when asked, and tells of dates that it could not read', async () => {
    const records = dataset([30, 30]).map((record, n) => ({
      ...record,
      meta: JSON.stringify({ 日期: n === 7 ? '去年底' : `113/${1 + Math.floor(n / 25)}/${1 + (n % 25)}` }),
    }));
    const { report, summary, test } = await run(records, null, { split: { time: '日期' } });
    assert.equal(report.method, 'time');
    assert.deepEqual(
      test.map(({ id }) => id),
      records.slice(-12).map(({ id }) => id),
    );
    assert.deepEqual([report.leaked, report.left_out.undated], [1, 1]);
    const [undated, unreadable] = summary.warnings!;
    assert.match(undated!['zh-TW'], /^有 1 筆記錄沒有可辨識的日期/);
    assert.match(unreadable!.en, /such as "去年底" in record r1-3/);
    assert.match(summary.decisions!.find(({ field }) => field === 'split.test')!.reason.en, /newest 12/);
  });

  it('warns where the user’s own test is older than what is trained on', async () => {
    const on = (records: readonly DatasetRecord[], date: string) =>
      records.map((record, n) => ({ ...record, meta: JSON.stringify({ 日期: `${date}-${10 + (n % 15)}` }) }));
    const own = on(dataset([3, 3], 'own'), '2020-01');
    const { report, summary } = await run(on(dataset([30, 30]), '2024-05'), own, { split: { time: '日期' } });
    assert.equal(report.leakage_check.passed, false);
    assert.match(summary.warnings!.at(-1)!['zh-TW'], /有 6 筆不比訓練記錄新/);
  });

  it('says of labels with too few records what is missing and what it did', async () => {
    const { report, summary } = await run([...dataset([60, 60]), ...dataset([2, 8], 'few')].map(relabel));
    assert.deepEqual(
      report.few.map(({ label, records, needed, missing }) => [label, records, needed, missing]),
      [
        ['少0', 2, 25, 23],
        ['少1', 8, 25, 17],
      ],
    );
    assert.equal(summary.warnings!.length, 2);
    assert.match(summary.warnings![0]!['zh-TW'], /^標籤「少0」只有 2 筆記錄，至少需要 25 筆，還缺 23 筆；/);
    assert.match(
      summary.warnings![1]!.en,
      /^Label "少1" has only 8 records; it needs 25 at least, so 17 are missing\. /,
    );
  });

  it('tells of the first few of many labels, and how many more there are', async () => {
    const { summary } = await run(dataset(Array.from({ length: 12 }, () => 6)));
    assert.equal(summary.warnings!.length, 6);
    assert.match(summary.warnings!.at(-1)!.en, /^7 more labels/);
  });

  it('ends with the store’s own error when that fails, and hangs nowhere', async () => {
    const { artifacts } = context;
    let calls = 0;
    const failing = Object.assign(Object.create(artifacts) as typeof artifacts, {
      putStream: async (stream: Readable) => {
        if (++calls === 2) throw new Error('disk full');
        return artifacts.putStream(stream);
      },
    });
    const records = await store(dataset([3000, 3000]));
    const places = Array.from({ length: 6000 }, (_, n) =>
      n % 2 === 0 ? ('train' as const) : ('test' as const),
    );
    await assert.rejects(writeParts(['train', 'test'], places, records, failing), /disk full/);
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
