import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import type { AnswerEvaluation } from '../../../../pipeline/contracts/answer-evaluation.ts';
import type { BlobRef, TreeRef } from '../../../../pipeline/contracts/artifact.ts';
import type { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import type { EvaluationResult } from '../../../../pipeline/contracts/evaluation.ts';
import { putJson, readJson } from '../../../../pipeline/contracts/json-artifact.ts';
import type { TaskDescription } from '../../../../pipeline/contracts/record.ts';
import type { ModelVersion, PublishedPrompt } from '../../../../pipeline/contracts/registry.ts';
import { evaluate } from '../../../../stages/evaluate/stage.ts';
import { type FakeContext, fakeContext, runStage } from '../context.ts';
import { baseModel, labelled, storeRecords, TASK } from '../records.ts';
import { type Answer, FakePredictor } from './fake-predictor.ts';

const [A, B] = TASK.labels as [string, string];
const RECORDS = Array.from({ length: 40 }, (_, i) => labelled(`r${i}`, `第 ${i} 件`, i % 2 === 0 ? A : B));
/** What training saw; the base is not asked with examples unless a test says so. */
const TRAINING = Array.from({ length: 12 }, (_, i) =>
  labelled(`t${i}`, `${i % 2 === 0 ? '路燈' : '疫苗'} ${i}`, i % 2 === 0 ? A : B),
);
const PLAIN = { evaluate: { few_shot: 0, frozen: false, explain: false } };
const base = baseModel();

/** The base always says A; adapter `good` is always right, `fair` right but on every fifth record. */
const answer: Answer = (weights, { id, label }, labels) => {
  if (weights === null) return A;
  const wrong = weights === 'fair' && Number(id.slice(1)) % 5 === 0;
  const said = (label === A) === wrong ? B : A;
  return labels.includes(said) ? said : A;
};

describe('stage evaluate', () => {
  let context: FakeContext;
  let predictor: FakePredictor;
  beforeEach(async () => {
    predictor = new FakePredictor(answer);
    context = await fakeContext({
      model: predictor,
      bases: { ensure: async (id) => baseModel({ id, digest: 'c'.repeat(64) }) },
    });
  });
  afterEach(() => context.close());

  async function adapterOf(weights: string, { artifacts }: FakeContext = context): Promise<TreeRef> {
    const { digest, bytes } = await artifacts.putBytes(weights);
    return artifacts.putTreeOf([{ path: 'adapter_model.safetensors', digest, bytes }]);
  }

  /** What the stage reads, stored where the context looks for it. */
  const storedIn = async (own: FakeContext, weights: string, { task = TASK, records = RECORDS } = {}) => ({
    adapter: await adapterOf(weights, own),
    train: await storeRecords(own.artifacts, TRAINING),
    validation: await storeRecords(own.artifacts, []),
    test: await storeRecords(own.artifacts, records),
    task: await putJson(own.artifacts, task),
  });

  async function versionWith(
    weights: string,
    change: { base?: string; labels?: string[] } = {},
  ): Promise<ModelVersion> {
    const prompt: PublishedPrompt = {
      format: 1,
      task: 'classification',
      language: 'zh-TW',
      labels: change.labels ?? TASK.labels,
      prompt: TASK.prompt,
      chat_format: base.chatFormat,
    };
    const { digest, bytes } = await putJson(context.artifacts, prompt);
    const tree = await context.artifacts.putTreeOf([{ path: 'prompt.json', digest, bytes }]);
    const published = { name: 'petitions', version: 3, tree, adapter: await adapterOf(weights) };
    return { ...published, base: { id: 'other', digest: change.base ?? base.digest } } as ModelVersion;
  }

  async function run(
    weights: string,
    production: ModelVersion | null = null,
    task: TaskDescription = TASK,
    spec: Parameters<typeof runStage>[3] = PLAIN,
  ) {
    const artifacts = await storedIn(context, weights, { task });
    const { outputs, summary } = await runStage(evaluate, context, { artifacts, base, production }, spec);
    assert.equal(outputs.evaluation?.kind, 'blob');
    return {
      evaluation: await readJson<EvaluationResult>(context.artifacts, outputs.evaluation),
      lines: (await text(await context.artifacts.openStream(outputs.predictions!.digest)))
        .trimEnd()
        .split('\n'),
      summary,
    };
  }

  const asked = () => predictor.jobs.map(({ systems }) => systems.map(({ id }) => id).join('+'));

  it('asks base and tuned in one job and judges their answers', async () => {
    const { evaluation, lines, summary } = await run('fair');
    assert.deepEqual(asked(), ['tuned+base']);
    assert.deepEqual(predictor.jobs[0]!.labels, TASK.labels);
    assert.equal(predictor.jobs[0]!.max_length, 2048);
    assert.equal(evaluation.systems.base.accuracy, 0.5);
    assert.equal(evaluation.systems.tuned.accuracy, 0.8);
    assert.equal(evaluation.comparisons.length, 1);
    assert.equal(lines.length, 40);
    assert.deepEqual(JSON.parse(lines[0]!).systems.base, { label: A, probabilities: [0.7, 0.3] });
    assert.deepEqual((summary.metrics as Record<string, { accuracy: number }>).tuned!.accuracy, 0.8);
    assert.equal(context.reported.at(-1)!.percent, 90);
  });

  it('asks the base with examples and a classifier on it as well, and holds the tuned model against them and the floor', async () => {
    const { evaluation, lines, summary } = await run('good', null, TASK, {});
    assert.deepEqual(
      asked().map((job) => job.split('+').sort()),
      [['base', 'frozen', 'tuned'], ['few_shot']],
    );
    const frozen = predictor.jobs[0]!.systems.find(({ id }) => id === 'frozen')!;
    assert.equal(frozen.adapter_dir, null);
    const train = await storeRecords(context.artifacts, TRAINING);
    assert.equal(frozen.learns_from, await context.artifacts.localFile(train));
    assert.match(predictor.jobs[1]!.prompt.system!, /^以下是幾個範例：/);
    assert.deepEqual(
      evaluation.peers!.map(({ id, metrics, comparison }) => [
        id,
        metrics.n,
        comparison.accuracy_difference > 0,
      ]),
      [
        ['few_shot', 40, true],
        ['frozen', 40, true],
        ['linear', 40, true],
        ['majority', 40, true],
      ],
    );
    assert.deepEqual(Object.keys(JSON.parse(lines[0]!).systems).sort(), [
      'base',
      'few_shot',
      'frozen',
      'linear',
      'majority',
      'tuned',
    ]);
    assert.deepEqual(
      summary.decisions!.map(({ field, value }) => [field, value]),
      [
        ['evaluate.few_shot', 4],
        ['evaluate.frozen', true],
        ['evaluate.max_length', 2048],
        ['evaluate.bias', true],
        ['evaluate.explain', true],
      ],
    );
  });

  it('repeats nothing that it knows: the base’s answers serve the next adapter', async () => {
    await run('fair');
    await run('good');
    await run('good');
    assert.deepEqual(asked(), ['tuned+base', 'tuned']);
  });

  it('asks production with the others where it is asked alike', async () => {
    const { evaluation } = await run('good', await versionWith('fair'));
    assert.equal(asked().length, 1);
    assert.deepEqual(asked()[0]!.split('+').sort(), ['base', 'production', 'tuned']);
    assert.equal(evaluation.systems.production!.accuracy, 0.8);
    assert.deepEqual(evaluation.production, { name: 'petitions', version: 3 });
    assert.deepEqual(
      evaluation.comparisons.map(({ reference }) => reference),
      ['base', 'production'],
    );
  });

  it('takes the tuned model’s answers for production where that is the same adapter', async () => {
    const { evaluation } = await run('good', await versionWith('good'));
    assert.deepEqual(asked(), ['tuned+base']);
    assert.equal(evaluation.comparisons[1]!.macro_f1_difference, 0);
    assert.deepEqual(evaluation.systems.production!.confusion, evaluation.systems.tuned.confusion);
  });

  it('asks production in a job of its own where its labels or its base are others', async () => {
    await run('good', await versionWith('fair', { labels: [A, B, '舊局'] }));
    assert.deepEqual(asked(), ['tuned+base', 'production']);
    assert.deepEqual(predictor.jobs[1]!.labels, [A, B, '舊局']);
    await run('good', await versionWith('fair', { base: 'c'.repeat(64) }));
    assert.deepEqual(asked(), ['tuned+base', 'production', 'production']);
  });

  it('keeps the jobs’ progress within its share', async () => {
    await run('good', await versionWith('fair', { labels: [A, B, '舊局'] }));
    assert.deepEqual(
      context.reported.map(({ percent }) => percent),
      [45, 90],
    );
  });

  it('refuses to compare with a production whose base has other weights by now', async () => {
    const production = await versionWith('fair', { base: 'd'.repeat(64) });
    await assert.rejects(run('good', production), (error: TouchstoneError) => {
      assert.equal(error.code, 'PRODUCTION_BASE_CHANGED');
      assert.deepEqual([error.expected, error.found], ['d'.repeat(64), 'c'.repeat(64)]);
      return true;
    });
    assert.deepEqual(asked(), []);
  });

  it('warns of labels that training never saw', async () => {
    const { summary, evaluation } = await run('good', null, { ...TASK, labels: [A, '文化局'] });
    assert.deepEqual(evaluation.unseen_labels, [{ label: B, records: 20 }]);
    assert.match(
      summary.warnings![0]!.en,
      /20 test record\(s\) have a label that training never saw.*: "衛生局"\.$/,
    );
  });

  it('warns of records that were cut, also from memory', async () => {
    predictor.truncated = 2;
    for (const asking of ['trainer', 'memory']) {
      const { summary } = await run('good');
      assert.match(summary.warnings![0]!.en, /2 test record\(s\) are too long/, asking);
      assert.match(summary.warnings![0]!['zh-TW'], /2 筆太長/);
    }
    assert.equal(predictor.jobs.length, 1);
  });

  it('does not remember answers that are none', async () => {
    predictor = new FakePredictor(() => '不在清單上');
    const broken = await fakeContext({ model: predictor });
    const artifacts = await storedIn(broken, 'good');
    for (const attempt of [1, 2]) {
      await assert.rejects(runStage(evaluate, broken, { artifacts, base }, PLAIN), {
        code: 'TRAINER_OUTPUT',
      });
      assert.equal(predictor.jobs.length, attempt);
    }
    await broken.close();
  });

  it('refuses a test without records', async () => {
    const artifacts = await storedIn(context, 'good', { records: [] });
    await assert.rejects(runStage(evaluate, context, { artifacts, base }, PLAIN), {
      code: 'INPUT_NO_RECORDS',
    });
  });

  describe('where answers are written', () => {
    const QUESTIONS: TaskDescription = {
      kind: 'question_answering',
      language: 'zh-TW',
      labels: [],
      prompt: { id: 'passthrough.v1', system: null, user: '{input}' },
      answer_tokens: 24,
    };
    const knowing: Answer = (weights, { id, label }) => (weights === null && id !== 'r0' ? '' : label!);

    async function runWritten() {
      predictor = new FakePredictor(knowing);
      const own = await fakeContext({ model: predictor });
      try {
        const artifacts = await storedIn(own, 'good', { task: QUESTIONS });
        const { outputs, summary } = await runStage(evaluate, own, { artifacts, base }, PLAIN);
        const lines = await text(await own.artifacts.openStream(outputs.predictions!.digest));
        const evaluation = await readJson<AnswerEvaluation>(own.artifacts, outputs.evaluation as BlobRef);
        return { evaluation, lines: lines.trimEnd().split('\n'), summary };
      } finally {
        await own.close();
      }
    }

    it('has them written and judges them', async () => {
      const { evaluation, lines, summary } = await runWritten();
      const [job] = predictor.jobs;
      assert.deepEqual([job!.mode, job!.labels, job!.generate], ['generate', null, { max_new_tokens: 24 }]);
      assert.equal(evaluation.task, 'question_answering');
      assert.equal(evaluation.systems.tuned.figures.exact_match, 1);
      assert.equal(evaluation.systems.base.figures.f1, 1 / 40);
      assert.equal(evaluation.systems.base.unreadable, 39);
      assert.ok(evaluation.comparisons[0]!.p < 0.01);
      assert.equal(lines.length, 40);
      assert.deepEqual(JSON.parse(lines[1]!).systems, { base: { answer: '' }, tuned: { answer: B } });
      assert.deepEqual((summary.metrics as { tuned: unknown }).tuned, {
        n: 40,
        accuracy: null,
        macro_precision: null,
        macro_recall: null,
        macro_f1: null,
        primary: { metric: 'f1', value: 1 },
      });
      assert.deepEqual(summary.warnings, []);
    });
  });
});
