import assert from 'node:assert/strict';
import { z } from 'zod';
import { readRecords } from '../../../../datasets/arrow/read.ts';
import type { Question } from '../../../../datasets/generation/question.ts';
import type { BlobRef } from '../../../../pipeline/contracts/artifact.ts';
import type { GenerateReport } from '../../../../pipeline/contracts/generation.ts';
import { putJson, readJson } from '../../../../pipeline/contracts/json-artifact.ts';
import { maskQuestion } from '../../../../stages/generate/masked-question.ts';
import { generate } from '../../../../stages/generate/stage.ts';
import { fakeContext, runStage } from '../context.ts';
import { labelled, storeRecords } from '../records.ts';
import { FakeTextModel } from './fake-text-model.ts';

const PERSONAL = ['A123456789', '0912-345-678', 'wang.example@gmail.com'];
const TEXT = `本人身分證字號${PERSONAL[0]}，手機${PERSONAL[1]}，電子郵件${PERSONAL[2]}，\n請協助處理巷口路燈不亮的問題。`;

describe('personal data in generation', () => {
  async function run(inside: boolean, answer: (original: string) => unknown) {
    const model = new FakeTextModel(
      (values) =>
        '評分標準' in values
          ? { score: 5 }
          : '文字' in values
            ? { label: String(values.文字).includes('公園') ? '公園處' : '工務局' }
            : answer(String(values.原文)),
      { inside },
    );
    const context = await fakeContext({ textModel: model });
    try {
      const { artifacts } = context;
      const records = [
        labelled('a', TEXT, '工務局'),
        labelled('b', '公園的樹倒了，擋住了步道，請派人來看。', '公園處'),
      ];
      const inputs = {
        records: await storeRecords(artifacts, records),
        documents: null,
        test: null,
        intake: await putJson(artifacts, { language: 'zh-TW' }),
      };
      const spec = {
        generate: { method: 'rewrites' as const, count: 2, filters: { novelty: 1 } },
        split: { test: 0.01, validation: 0 },
      };
      const { outputs } = await runStage(generate, context, { artifacts: inputs }, spec);
      const made: string[] = [];
      for await (const group of readRecords(
        await artifacts.openStream((outputs.records as BlobRef).digest),
      )) {
        for (const { source, messages } of group) if (source === 'generated') made.push(messages[0]!.content);
      }
      const report = await readJson<GenerateReport>(artifacts, outputs.report as BlobRef);
      return { made, report, sent: JSON.stringify(model.asked) };
    } finally {
      await context.close();
    }
  }

  it('is masked before it leaves, in every question, and back in the record', async () => {
    const { made, report, sent } = await run(false, (original) => ({ text: `您好：${original}謝謝。` }));
    for (const value of PERSONAL) {
      assert.ok(!sent.includes(value), value);
      assert.ok(
        made.some((text) => text.includes(value)),
        value,
      );
    }
    assert.match(sent, /〔身分證1〕.*〔手機1〕/);
    assert.ok(report.masked >= 9);
    assert.equal(report.inside, false);
    assert.ok(!made.join().includes('〔'));
  });

  it('stays as it is for an endpoint inside', async () => {
    const { made, report, sent } = await run(true, (original) => ({ text: `您好：${original}謝謝。` }));
    assert.ok(sent.includes(PERSONAL[0]!) && made.join().includes(PERSONAL[0]!));
    assert.equal(report.masked, 0);
  });

  it('is not made up: a placeholder that stands for nobody ends the try', async () => {
    const { made, report } = await run(false, (original) => ({
      text: original.includes('路燈') ? `${original}請聯絡〔姓名9〕。` : `您好：${original}謝謝。`,
    }));
    assert.equal(made.length, 1);
    const fell = report.yields.find(({ filter }) => filter === 'faithfulness')!;
    assert.ok(fell.passed < fell.came);
  });

  it('in labels is masked in the values and in the shape alike', () => {
    const label = `王小明，手機${PERSONAL[1]}`;
    const question: Question = {
      prompt: { id: 'x', texts: { 'zh-TW': { system: '', user: '' }, en: { system: '', user: '' } } },
      values: { labels: [label, '其他'] },
      shape: (mask) => z.strictObject({ label: z.enum([mask(label), mask('其他')]) }),
    };
    const masked = maskQuestion(question, false);
    const [shown] = masked.values.labels as readonly string[];
    assert.ok(!shown!.includes(PERSONAL[1]!));
    const answer = masked.shape.parse({ label: shown });
    assert.deepEqual(masked.restore(answer), { label });
    assert.equal(masked.hasStray(masked.restore(answer)), false);
  });
});
