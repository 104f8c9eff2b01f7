import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { SplitReport } from '../../../../pipeline/contracts/data-reports.ts';
import { putJson, readJson } from '../../../../pipeline/contracts/json-artifact.ts';
import type { DatasetRecord, TaskDescription } from '../../../../pipeline/contracts/record.ts';
import type { PipelineSpecInput } from '../../../../pipeline/contracts/spec.ts';
import { split } from '../../../../stages/split/stage.ts';
import { recordsOf } from '../../datasets/reading.ts';
import { type FakeContext, fakeContext, runStage } from '../context.ts';
import { storeRecords } from '../records.ts';

describe('the split stage, where answers are written', () => {
  let context: FakeContext;
  beforeEach(async () => {
    context = await fakeContext();
  });
  afterEach(() => context.close());

  async function run(
    records: readonly DatasetRecord[],
    spec: PipelineSpecInput,
    hasInstruction = true,
    format = 'alpaca',
  ) {
    const { artifacts } = context;
    const given = {
      records: await storeRecords(artifacts, records),
      test: null,
      suite: null,
      intake: await putJson(artifacts, {
        format,
        language: 'zh-TW',
        han_share: 0.9,
        has_instruction: hasInstruction,
      }),
    };
    const { outputs } = await runStage(split, context, { artifacts: given }, spec);
    const part = async (name: 'train' | 'validation' | 'test') =>
      recordsOf(await artifacts.readBytes(outputs[name]!.digest));
    return {
      train: await part('train'),
      validation: await part('validation'),
      test: await part('test'),
      task: await readJson<TaskDescription>(artifacts, { ...outputs.task!, kind: 'blob' }),
      report: await readJson<SplitReport>(artifacts, { ...outputs.report!, kind: 'blob' }),
    };
  }

  /** Three questions about each of thirty passages. */
  const questions = Array.from({ length: 90 }, (_, at): DatasetRecord => {
    const passage = `第 ${at % 30} 案：${'承辦人王小明於本月完成勘查並函復陳情人。'.repeat(2)}編號 ${(at % 30) * 7919}。`;
    const messages = [
      { role: 'user' as const, content: `第 ${at} 題：編號為何？\n\n${passage}` },
      { role: 'assistant' as const, content: `${(at % 30) * 7919}` },
    ];
    return { id: `q${at}`, messages, label: null, split: null, source: 'upload', meta: null };
  });
  const passageOf = ({ messages }: DatasetRecord) => messages[0]!.content.split('\n\n')[1]!;

  it('draws questions about one passage as one, and knows no labels', async () => {
    const spec = { task: { kind: 'question_answering' }, refine: { near_duplicate_threshold: 1 } } as const;
    const { train, validation, test, task, report } = await run(questions, spec);
    assert.equal(train.length + validation.length + test.length, 90);
    assert.ok(test.length > 0 && train.length > test.length);
    const learnt = new Set([...train, ...validation].map(passageOf));
    assert.ok(test.every((record) => !learnt.has(passageOf(record))));
    assert.ok(report.leakage_check.passed);
    assert.deepEqual(report.per_label, []);
    assert.deepEqual(report.few, []);
    assert.deepEqual(task.labels, []);
    assert.equal(task.kind, 'question_answering');
    assert.equal(task.prompt.user, '{input}');
    assert.equal(task.answer_tokens, 16);
  });

  it('adding records moves nobody', async () => {
    const spec = { task: { kind: 'question_answering' }, refine: { near_duplicate_threshold: 1 } } as const;
    const whole = await run(questions, spec);
    const part = await run(questions.slice(0, 60), spec);
    const testIds = new Set(whole.test.map(({ id }) => id));
    assert.ok(part.test.every(({ id }) => testIds.has(id)));
    assert.ok(part.train.every(({ id }) => !testIds.has(id)));
  });

  it('gathers the labels of lists, and gives a prompt that names them', async () => {
    const lists = questions.map((record, at) => ({
      ...record,
      label: ['衛生;環保', '交通', '環保'][at % 3]!,
    }));
    const { task } = await run(lists, { task: { kind: 'multi_label' } }, false);
    assert.deepEqual(task.labels, ['交通', '環保', '衛生']);
    assert.match(task.prompt.user, /交通、環保、衛生/);
  });

  it('says whether the upload is one of preference pairs, whose records keep both answers', async () => {
    const pairs = questions.map((record) => ({ ...record, meta: '{"rejected":"不知道"}' }));
    const spec = { task: { kind: 'generation' } } as const;
    const { task, train, validation } = await run(pairs, spec, true, 'trl_preference');
    assert.equal(task.preference, true);
    assert.ok([...train, ...validation].every(({ meta }) => meta === '{"rejected":"不知道"}'));
    assert.ok(!('preference' in (await run(pairs, spec)).task));
  });
});
