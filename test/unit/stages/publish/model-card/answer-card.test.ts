import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { type AnswerTask, TASK_KINDS } from '../../../../../pipeline/contracts/names.ts';
import { modelCard } from '../../../../../stages/publish/model-card/card.ts';
import { answerReport } from '../../../../fixtures/answer-report.ts';
import { baseModel } from '../../records.ts';

const TAGS: Readonly<Record<AnswerTask, string>> = {
  question_answering: 'question-answering',
  multi_label: 'text-classification',
  extraction: 'token-classification',
  structured: 'text-generation',
  generation: 'text-generation',
};

function cardOf(task: AnswerTask): string {
  const model = answerReport(task);
  return modelCard({
    draft: {
      name: 'letters',
      verdict: 'PASS',
      override: null,
      lineage: {
        dataset: { name: 'letters', digest: '1'.repeat(64) },
        test: null,
        spec: {},
        stageKeys: {},
        base: { id: 'tiny', digest: 'b'.repeat(64) },
        codeVersion: '0.1.0',
        runId: 'run_1',
      },
    },
    base: baseModel(),
    task: model.split.task,
    training: model.training,
    evaluation: model.evaluation,
  });
}

describe('model card of a model that writes its answers', () => {
  for (const task of TASK_KINDS.filter((kind): kind is AnswerTask => kind !== 'classification')) {
    it(`says what it does, how well, and what remains: ${task}`, () => {
      const card = cardOf(task);
      const { evaluation } = answerReport(task);
      assert.equal(parse(card.split(/^---$/m)[1]!).pipeline_tag, TAGS[task]);
      assert.match(card, /\| 無法判讀的答案 \|/);
      assert.match(card, /\| Unreadable answers \|/);
      assert.match(card, /最多 48 個詞元/);
      for (const { name } of evaluation.systems.tuned.groups) assert.ok(card.includes(`- ${name}`), name);
      assert.doesNotMatch(card, /NaN|undefined|分類模型|類別之一|one of \d+ classes/);
    });
  }
});
