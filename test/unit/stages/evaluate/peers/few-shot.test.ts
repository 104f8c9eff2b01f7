import assert from 'node:assert/strict';
import {
  chooseExamples,
  type FewShotQuestion,
  planFewShot,
} from '../../../../../stages/evaluate/peers/few-shot.ts';
import { baseModel, TASK } from '../../records.ts';

const [A, B] = TASK.labels as [string, string];
const told = (text: string, label: string) => ({ text, label });
const TRAINING = [
  told('路燈', A),
  told('路燈不亮請修', A),
  told('路燈不亮三天了還沒有人來修理真的很危險', A),
  told('疫苗', B),
  told('疫苗何時開打', B),
];
const question = {
  setting: 'auto' as const,
  training: TRAINING,
  task: TASK,
  base: baseModel(),
  maxLength: 2048,
  testRecords: 40,
};
const length = {
  lengthOf: ({ text }: { text: string }) => text.length,
  groupOf: ({ label }: { label: string }) => label,
};

describe('the base with examples in its prompt', () => {
  it('takes of each class what is nearest its median length, one round after the other', () => {
    assert.deepEqual(
      chooseExamples(TRAINING, 2, length).map(({ text }) => text),
      ['路燈不亮請修', '疫苗', '路燈', '疫苗何時開打'],
    );
    assert.deepEqual(chooseExamples(TRAINING.toReversed(), 2, length), chooseExamples(TRAINING, 2, length));
  });

  it('puts them before the question and leaves the question as it is', () => {
    const { prompt, decision } = planFewShot({ ...question, setting: 1 });
    assert.equal(prompt!.user, TASK.prompt.user);
    assert.equal(
      prompt!.system,
      `以下是幾個範例：\n\n文字：路燈不亮請修\n答案：${A}\n\n文字：疫苗\n答案：${B}`,
    );
    assert.match(prompt!.id, /^classification\.zh-TW\.1\.few_shot\.[0-9a-f]{8}$/);
    assert.equal(decision, null);
    const system = planFewShot({
      ...question,
      task: { ...TASK, language: 'en', prompt: { ...TASK.prompt, system: 'Be brief.' } },
    }).prompt!.system!;
    assert.ok(system.startsWith('Be brief.\n\nHere are some examples:\n\nText: '), system);
  });

  it('decides by itself on as many as come to eight, and says so', () => {
    const many = Array.from({ length: 30 }, (_, i) => told(`路燈 ${i}`, i % 3 === 0 ? A : B));
    const { prompt, decision } = planFewShot({ ...question, training: many });
    assert.equal(prompt!.system!.split('答案：').length - 1, 8);
    assert.deepEqual([decision!.field, decision!.value], ['evaluate.few_shot', 4]);
    assert.match(decision!.reason.en, /^8 training records/);
  });

  it('leaves them out where asked to, where classes are many, records long or tests large, with the reason', () => {
    const sixteen = Array.from({ length: 16 }, (_, i) => told('路燈', `單位${i}`));
    const long = [told('長'.repeat(800), A), told('長'.repeat(800), B)];
    const reasonOf = (change: Partial<FewShotQuestion>) => {
      const { prompt, reason } = planFewShot({ ...question, ...change });
      return prompt === null ? reason.en : null;
    };
    assert.match(reasonOf({ setting: 0 })!, /Switched off/);
    assert.match(reasonOf({ training: [...sixteen, told('路燈', '單位16')] })!, /17 classes/);
    assert.equal(reasonOf({ training: sixteen }), null);
    assert.match(reasonOf({ training: long })!, /more than half of what the base reads \(1,024\)/);
    assert.match(reasonOf({ testRecords: 100_000 })!, /more than the 150,000 that auto spends/);
    assert.equal(reasonOf({ testRecords: 100_000, setting: 1 }), null);
    assert.match(reasonOf({ training: long, setting: 1 })!, /more than half/);
  });

  it('takes four of all where answers are written, and counts what is written as well', () => {
    const written = { ...TASK, kind: 'question_answering' as const, labels: [], answer_tokens: 100 };
    const many = Array.from({ length: 30 }, (_, i) => told(`誰是第 ${i} 位？`, `第 ${i} 位`));
    const { prompt, decision } = planFewShot({ ...question, task: written, training: many });
    assert.equal(prompt!.system!.split('答案：').length - 1, 4);
    assert.deepEqual([decision!.field, decision!.value], ['evaluate.few_shot', 4]);
    const long = { ...written, answer_tokens: 4000 };
    const { reason } = planFewShot({ ...question, task: long, training: many });
    assert.match(reason.en, /read and written, more than the 150,000/);
  });
});
