import assert from 'node:assert/strict';
import type { AnyEvaluation } from '../../../../pipeline/contracts/answer-evaluation.ts';
import type { TreeRef } from '../../../../pipeline/contracts/artifact.ts';
import type { DecidedReport } from '../../../../pipeline/contracts/decisions.ts';
import type { GateResult } from '../../../../pipeline/contracts/gate.ts';
import { putJson, readJson } from '../../../../pipeline/contracts/json-artifact.ts';
import type { Alias, Verdict } from '../../../../pipeline/contracts/names.ts';
import type { TaskDescription } from '../../../../pipeline/contracts/record.ts';
import type { ModelDraft, ModelVersion } from '../../../../pipeline/contracts/registry.ts';
import type { PipelineSpecInput } from '../../../../pipeline/contracts/spec.ts';
import { publish } from '../../../../stages/publish/stage.ts';
import { answerReport } from '../../../fixtures/answer-report.ts';
import { GENERATE, TRAINED } from '../../../fixtures/report-generate.ts';
import { passedModel } from '../../../fixtures/report-model.ts';
import { type FakeContext, fakeContext, runStage } from '../context.ts';
import { baseModel, TASK } from '../records.ts';

const model = passedModel();
const OVERRIDE = { by: '王小明', reason: '試辦期間先行使用，每日人工複核' };

const DECIDED: DecidedReport = {
  decisions: 1,
  without_record: 0,
  list: [
    {
      ...{ content: 'a'.repeat(32), rule: null, action: 'keep', label: null },
      ...{ by: '林專員', reason: '確實是陳情', records: 1, overruled: false },
    },
  ],
};

describe('stage publish', () => {
  let context: FakeContext;
  let published: { draft: ModelDraft; alias: Alias }[];
  beforeEach(async () => {
    published = [];
    const publisher = {
      publish: async (draft: ModelDraft, alias: Alias): Promise<ModelVersion> => {
        published.push({ draft, alias });
        return {
          ...draft,
          version: published.length,
          createdAt: '2026-11-22T00:00:00.000Z',
          aliases: [alias],
        };
      },
    };
    context = await fakeContext({
      registry: publisher,
      run: { name: 'petitions', stageKeys: { gate: 'g' } },
    });
  });
  afterEach(() => context.close());

  async function treeOf(files: Readonly<Record<string, string>>): Promise<TreeRef> {
    const entries = [];
    for (const [path, text] of Object.entries(files)) {
      const { digest, bytes } = await context.artifacts.putBytes(text);
      entries.push({ path, digest, bytes });
    }
    return context.artifacts.putTreeOf(entries);
  }

  async function run(
    verdict: Verdict,
    spec: PipelineSpecInput = {},
    judged: { task: TaskDescription; evaluation: AnyEvaluation } = {
      task: TASK,
      evaluation: model.evaluation,
    },
  ) {
    const rules: GateResult['rules'] = [
      {
        rule: 'better_than_base',
        verdict,
        figures: {},
        explanation: { 'zh-TW': '還不能排除只是碰巧。', en: 'It may be chance.' },
      },
    ];
    const gate: GateResult = { format: 1, verdict, rules };
    const adapter = await treeOf({ 'adapter_config.json': '{}', 'adapter_model.safetensors': 'weights' });
    const artifacts = {
      adapter,
      refine: await putJson(context.artifacts, { ...model.refine, decided: DECIDED }),
      generate: await putJson(context.artifacts, GENERATE),
      split: await putJson(context.artifacts, { ...model.split, generated: TRAINED }),
      training: await putJson(context.artifacts, model.training),
      task: await putJson(context.artifacts, judged.task),
      evaluation: await putJson(context.artifacts, judged.evaluation),
      verdict: await putJson(context.artifacts, gate),
      report: await treeOf({ 'index.html': '<!doctype html>', 'report.css': '' }),
    };
    return { adapter, ...(await runStage(publish, context, { artifacts, base: baseModel() }, spec)) };
  }

  async function fileOf(draft: ModelDraft, path: string): Promise<string> {
    const entry = (await context.artifacts.listTree(draft.tree)).find((one) => one.path === path)!;
    return (await context.artifacts.readBytes(entry.digest)).toString('utf8');
  }

  it('publishes what passed, as the next version of the run’s name', async () => {
    const { adapter, outputs, summary } = await run('PASS');
    assert.equal(published.length, 1);
    const { draft, alias } = published[0]!;
    assert.equal(alias, 'candidate');
    assert.equal(draft.name, 'petitions');
    assert.equal(draft.stageKey, context.stageKey);
    assert.deepEqual(draft.adapter, adapter);
    assert.equal(draft.override, null);
    assert.equal(draft.metrics.tuned.macro_f1, model.evaluation.systems.tuned.macro_f1);
    assert.equal(draft.metrics.base.n, model.evaluation.n);
    assert.equal(outputs.model?.kind, 'blob');
    assert.deepEqual(await readJson(context.artifacts, outputs.model), { name: 'petitions', version: 1 });
    assert.deepEqual(
      { ...summary },
      { published: true, name: 'petitions', version: 1, alias: 'candidate', verdict: 'PASS', override: null },
    );
  });

  it('keeps what people decided in the lineage, and tells of it in the card', async () => {
    await run('PASS');
    const { draft } = published[0]!;
    assert.deepEqual(draft.lineage.decided, DECIDED.list);
    assert.deepEqual(JSON.parse(await fileOf(draft, 'lineage.json')).decided, DECIDED.list);
    const card = await fileOf(draft, 'README.md');
    assert.match(card, /人工決定：1 項，由 林專員 作成/);
    assert.match(card, /Decisions of people about the data: 1, by 林專員/);
  });

  it('keeps how records were generated in the lineage, and tells of it in the card', async () => {
    await run('PASS');
    const { draft } = published[0]!;
    const { per_label: _, ...made } = GENERATE;
    assert.deepEqual(draft.lineage.generated, { trained: TRAINED, run: made });
    assert.deepEqual(JSON.parse(await fileOf(draft, 'lineage.json')).generated, draft.lineage.generated);
    assert.match(await fileOf(draft, 'README.md'), /^- 模型生成的訓練記錄：58 筆/m);
  });

  it('puts all that belongs to a version into its tree', async () => {
    await run('PASS');
    const { draft } = published[0]!;
    assert.deepEqual(
      (await context.artifacts.listTree(draft.tree)).map(({ path }) => path),
      [
        'README.md',
        'adapter/adapter_config.json',
        'adapter/adapter_model.safetensors',
        'evaluation.json',
        'lineage.json',
        'prompt.json',
        'report/index.html',
        'report/report.css',
        'training.json',
        'verdict.json',
      ],
    );
    assert.equal(await fileOf(draft, 'adapter/adapter_model.safetensors'), 'weights');
    assert.deepEqual(JSON.parse(await fileOf(draft, 'prompt.json')), {
      format: 1,
      task: 'classification',
      language: 'zh-TW',
      labels: TASK.labels,
      metrics: {
        primary: 'macro_f1',
        all: ['accuracy', 'macro_precision', 'macro_recall', 'macro_f1'],
      },
      prompt: TASK.prompt,
      chat_format: baseModel().chatFormat,
    });
    assert.match(await fileOf(draft, 'README.md'), /^# petitions$/m);
  });

  it('says of a model that writes how long its answers may be, and what it was judged by', async () => {
    const { split, evaluation } = answerReport('question_answering');
    await run('PASS', {}, { task: split.task, evaluation });
    const { draft } = published[0]!;
    const prompt = JSON.parse(await fileOf(draft, 'prompt.json'));
    assert.equal(prompt.task, 'question_answering');
    assert.equal(prompt.answer_tokens, 48);
    assert.deepEqual(prompt.metrics, { primary: 'f1', all: ['f1', 'exact_match'] });
    assert.deepEqual(draft.metrics.tuned.primary, {
      metric: 'f1',
      value: evaluation.systems.tuned.figures.f1,
    });
    assert.equal(draft.metrics.tuned.accuracy, null);
  });

  it('keeps the whole lineage', async () => {
    await run('PASS');
    const { draft } = published[0]!;
    assert.deepEqual(
      JSON.parse(await fileOf(draft, 'lineage.json')),
      JSON.parse(JSON.stringify(draft.lineage)),
    );
    assert.deepEqual(draft.lineage.stageKeys, { gate: 'g', publish: context.stageKey });
    assert.deepEqual(draft.lineage.base, { id: 'tiny', digest: 'b'.repeat(64) });
    assert.equal(draft.lineage.dataset.digest, 'd'.repeat(64));
    assert.equal(draft.lineage.runId, 'run_test');
  });

  for (const verdict of ['FAIL', 'INCONCLUSIVE'] as const) {
    it(`publishes nothing on ${verdict}, and says why`, async () => {
      const { outputs, summary } = await run(verdict);
      assert.equal(outputs.model, null);
      assert.equal(published.length, 0);
      assert.equal(summary.published, false);
      assert.equal(summary.version, null);
      assert.equal(summary.verdict, verdict);
      assert.deepEqual(summary.reason, {
        'zh-TW': '未發布，因為門檻沒有全部通過：還不能排除只是碰巧。',
        en: 'Not published, because the gate did not pass: It may be chance.',
      });
    });
  }

  it('publishes against the verdict where a person answers for it by name and reason', async () => {
    const { summary } = await run('FAIL', { publish: { override: OVERRIDE, alias: 'production' } });
    const { draft, alias } = published[0]!;
    assert.equal(alias, 'production');
    assert.deepEqual(draft.override, OVERRIDE);
    assert.equal(draft.verdict, 'FAIL');
    assert.deepEqual(summary.override, OVERRIDE);
    assert.match(await fileOf(draft, 'README.md'), /由 王小明 具名要求發布/);
  });

  it('records no override where none was needed', async () => {
    await run('PASS', { publish: { override: OVERRIDE } });
    assert.equal(published[0]!.draft.override, null);
  });

  it('is keyed by the registry name', () => assert.equal(publish.keyedByName, true));
});
