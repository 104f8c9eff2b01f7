import assert from 'node:assert/strict';
import { parse } from 'yaml';
import type { GeneratedLineage } from '../../../../../pipeline/contracts/generation.ts';
import { modelCard } from '../../../../../stages/publish/model-card/card.ts';
import type { CardFacts } from '../../../../../stages/publish/model-card/facts.ts';
import { GENERATE, TRAINED } from '../../../../fixtures/report-generate.ts';
import { passedModel } from '../../../../fixtures/report-model.ts';
import { baseModel, TASK } from '../../records.ts';

const model = passedModel();
const facts: CardFacts = {
  draft: {
    name: 'petitions',
    verdict: 'PASS',
    override: null,
    lineage: {
      dataset: { name: 'petitions-2026', digest: '1'.repeat(64) },
      test: { digest: '2'.repeat(64) },
      spec: {},
      stageKeys: {},
      base: { id: 'tiny', digest: 'b'.repeat(64) },
      codeVersion: '0.1.0',
      runId: 'run_1',
    },
  },
  base: baseModel(),
  task: TASK,
  training: model.training,
  evaluation: model.evaluation,
};

describe('model card', () => {
  const card = modelCard(facts);
  const [, head, ...rest] = card.split(/^---$/m);
  const [chinese, english] = [rest[0]!, rest.slice(1).join('---')];

  it('begins with the facts that model hubs read', () => {
    assert.deepEqual(parse(head!), {
      library_name: 'peft',
      pipeline_tag: 'text-classification',
      language: 'zh',
      base_model: 'tiny',
      license: 'other',
      license_name: 'Apache-2.0',
      license_link: 'https://example.org/licence',
      model_name: 'petitions',
    });
  });

  it('has the same sections in both languages', () => {
    const headings = (text: string) => [...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    assert.deepEqual(headings(chinese), ['這是什麼', '成績', '適用範圍', '限制', '如何使用', '來源', '授權']);
    assert.deepEqual(headings(english), [
      'What this is',
      'Figures',
      'Intended use',
      'Limits',
      'How to use it',
      'Origin',
      'Licence',
    ]);
  });

  it('gives the figures beside the base, with intervals', () => {
    const { tuned, base } = model.evaluation.systems;
    const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
    for (const text of [chinese, english]) {
      assert.ok(text.includes(`${percent(tuned.accuracy)} [`), percent(tuned.accuracy));
      assert.ok(text.includes(`${percent(base.macro_f1)} [`));
    }
    assert.match(english, /About 13 of 100 cases are classified wrongly/);
    assert.match(chinese, /每 100 件約有 13 件會分錯/);
  });

  it('says where it comes from and under which licence', () => {
    for (const digest of ['1', '2', 'b']) assert.ok(english.includes(`sha256 ${digest.repeat(64)}`));
    assert.match(english, /Licensed under Apache-2\.0\./);
    assert.match(chinese, /須遵守原模型的授權條款：Apache-2\.0/);
  });

  it('tells what of the training a text model made, by which model, where, and at what yield and cost', () => {
    const { per_label: _, ...run } = GENERATE;
    const withGenerated = (generated: GeneratedLineage) =>
      modelCard({ ...facts, draft: { ...facts.draft, lineage: { ...facts.draft.lineage, generated } } });
    const told = withGenerated({ trained: TRAINED, run });
    assert.match(
      told,
      /^- 模型生成的訓練記錄：58 筆，只用於訓練（為少數類別撰寫的文字 55 筆，模型 taide-8b/m,
    );
    assert.match(told, /機關外部的模型，送出前已遮蔽個人資料 12 處；240 次嘗試中 61 筆通過篩選/);
    assert.match(
      told,
      /^- Training records made by a text model: 58, in training only \(New texts for rare/m,
    );
    assert.match(told, /61 of 240 tries passed the filters, 111,645 tokens in all; cost 0\.0259$/m);
    assert.match(
      withGenerated({ trained: [], run: { ...run, inside: true } }),
      /no data left the organisation/,
    );
    for (const none of [card, withGenerated({ trained: [], run: null })])
      assert.doesNotMatch(none, /made by a text model/);
  });

  it('shows the prompt word for word', () => assert.ok(chinese.includes('```\n請分類：{input}\n```')));

  it('names what it cannot do', () => {
    const unseen = modelCard({
      ...facts,
      evaluation: { ...model.evaluation, unseen_labels: [{ label: '文化局', records: 3 }] },
    });
    assert.match(unseen, /一律無法答對：文化局/);
    assert.match(unseen, /it cannot answer them: 文化局/);
    assert.match(english, /Whether names, gender or place of origin change its answers has not been checked/);
  });

  it('says that a person overrode the gate, and why', () => {
    const overridden = modelCard({
      ...facts,
      draft: {
        ...facts.draft,
        verdict: 'FAIL',
        override: { by: '王小明 <w@x>', reason: '試辦期間先行使用' },
      },
    });
    assert.match(
      overridden,
      /此版本未通過門檻，由 王小明 &lt;w@x\\> 具名要求發布。\*\* 理由：試辦期間先行使用/,
    );
    assert.match(overridden, /did not pass its gate; it was published at the request of 王小明/);
  });

  it('lists fifty labels and points to the rest', () => {
    const labels = Array.from({ length: 77 }, (_, i) => `類別${String(i).padStart(2, '0')}`);
    const long = modelCard({ ...facts, task: { ...TASK, labels } });
    assert.ok(long.includes('- 類別49\n') && !long.includes('類別50'));
    assert.match(long, /其餘 27 類見 `prompt\.json`/);
  });

  it('lets no label or name escape into markup', () => {
    const hostile = '</code><script>alert(1)</script>|```\n# x';
    const attacked = modelCard({
      ...facts,
      draft: { ...facts.draft, name: hostile },
      task: { ...TASK, labels: [hostile], prompt: { ...TASK.prompt, user: `${hostile}{input}` } },
    });
    const outsideFences = attacked.replace(/^(`{3,})\w*\n[\s\S]*?\n\1$/gm, '');
    assert.ok(!/<script|^# x/m.test(outsideFences.replace(/^model_name.*$/m, '')));
    assert.doesNotThrow(() => parse(attacked.split(/^---$/m)[1]!));
  });
});
