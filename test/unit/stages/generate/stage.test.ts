import assert from 'node:assert/strict';
import { problemOf, TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import type {
  ChatRequest,
  ConfusedPair,
  GenerateReport,
  TextModel,
} from '../../../../pipeline/contracts/generation.ts';
import { LANGUAGES } from '../../../../pipeline/contracts/names.ts';
import type { PipelineSpecInput } from '../../../../pipeline/contracts/spec.ts';
import { type FakeContext, fakeContext } from '../context.ts';
import { FakeTextModel } from './fake-text-model.ts';
import { dataset, fresh, helpful, LABELS } from './requests.ts';
import { faultOf, runGenerate } from './run-generate.ts';

describe('the generate stage', () => {
  let context: FakeContext;
  afterEach(() => context.close());

  async function run(
    generation: PipelineSpecInput['generate'],
    textModel?: TextModel,
    records = dataset(),
    confused: readonly ConfusedPair[] | null = null,
  ) {
    context ??= await fakeContext(textModel ? { textModel } : {});
    return runGenerate(context, generation, records, confused);
  }

  async function openContext(textModel?: TextModel) {
    context = await fakeContext(textModel ? { textModel } : {});
  }

  const passedAt = (report: GenerateReport) =>
    Object.fromEntries(report.yields.map(({ filter, passed }) => [filter, passed]));

  it('passes the records through untouched and says so', async () => {
    await openContext();
    const { outputs, inputs, summary, report } = await run({});
    assert.deepEqual(outputs.records, inputs.records);
    assert.deepEqual(summary, { method: 'none', generated: 0 });
    assert.equal(report.ended, 'not_asked_for');
  });

  it('fills up the classes that have fewest, with where each record came from', async () => {
    const model = new FakeTextModel(helpful);
    await openContext(model);
    const { made, report, all } = await run({ method: 'rare_classes', count: 8 });
    assert.equal(all.length, dataset().length + 8);
    assert.deepEqual(all.slice(0, -8), dataset());
    // From 12, 9 and 4: five to the last make it 9, then the two take turns.
    assert.deepEqual(report.per_label, [
      { label: 'roads', records: 2 },
      { label: 'water', records: 6 },
    ]);
    assert.equal(new Set(made.map(({ id }) => id)).size, 8);
    for (const record of made) {
      assert.equal(record.source, 'generated');
      const meta = JSON.parse(record.meta!) as Record<string, never>;
      const { generated, source_record } = meta as unknown as {
        generated: Record<string, unknown>;
        source_record: string[];
      };
      assert.ok(source_record.length > 0 && source_record.every((id) => id.startsWith(record.label!)));
      assert.equal(generated.model, 'fake');
      assert.equal(generated.prompt, 'generate.rare_class.v1');
      assert.equal(typeof generated.seed, 'number');
      assert.deepEqual(generated.scores, { round_trip: true, judge: 5 });
    }
    assert.equal(report.ended, 'all_made');
    // Three for each record, and eight to try the judge.
    assert.equal(report.answers, 32);
    assert.deepEqual(report.tokens, { input: 3200, output: 640 });
  });

  it('makes nothing from records that the split keeps from training', async () => {
    const model = new FakeTextModel(helpful);
    await openContext(model);
    const marked = dataset().map((record, at) => ({ ...record, split: at % 2 === 0 ? 'train' : 'test' }));
    const { made } = await run({ method: 'rewrites', count: 6 }, model, marked);
    const train = new Set(marked.filter(({ split }) => split === 'train').map(({ id }) => id));
    assert.ok(made.length > 0);
    for (const { meta } of made) assert.ok(train.has(JSON.parse(meta!).source_record[0]));
  });

  it('counts what falls at each filter', async () => {
    let turn = 0;
    const answers: readonly ((values: Readonly<Record<string, unknown>>) => unknown)[] = [
      () => null,
      () => 'no JSON at all',
      () => ({ text: '這一則是用中文寫的，不是英文。' }),
      (values) => ({ text: `${values.Original} Besides, call 5551234.` }),
      (values) => ({ text: values.Original }),
      (values) => ({
        text: `It has come to my notice, dear sirs and madams of the office: ${values.Original}`,
      }),
    ];
    const model = new FakeTextModel(
      (values) => {
        if ('Rubric' in values) return { score: 2 };
        if ('Text' in values) return { label: LABELS.find((label) => String(values.Text).includes(label)) };
        if ('Your earlier answer' in values) return 'still no JSON';
        return answers[turn++ % answers.length]!(values);
      },
      { concurrency: 1 },
    );
    await openContext(model);
    const fault = await faultOf(run({ method: 'rewrites', count: 6, tries: 1 }));
    assert.equal(fault.code, 'GENERATE_NOTHING');
    assert.equal(fault.params.tried, 6);
    assert.deepEqual(
      fault.faults.map(({ code, params }) => [code, params!.lost, params!.came]),
      [
        ['GENERATE_LOST_ANSWERED', 1, 6],
        ['GENERATE_LOST_SCHEMA', 1, 5],
        ['GENERATE_LOST_LANGUAGE', 1, 4],
        ['GENERATE_LOST_FAITHFULNESS', 1, 3],
        ['GENERATE_LOST_NOVELTY', 1, 2],
        ['GENERATE_LOST_JUDGE', 1, 1],
      ],
    );
    for (const language of LANGUAGES) {
      const { title, errors, advice } = problemOf(fault, language);
      assert.equal(errors.length, 6);
      assert.ok(errors.every((item) => item.message !== title && item.advice !== advice));
    }
    turn = 0;
    const { report } = await run({ method: 'rewrites', count: 6, tries: 1, filters: { judge: 2 } });
    assert.deepEqual(passedAt(report), {
      answered: 5,
      schema: 4,
      language: 3,
      faithfulness: 2,
      novelty: 1,
      round_trip: 1,
      judge: 1,
      unrepeated: 1,
    });
    assert.equal(report.generated, 1);
    assert.equal(report.ended, 'no_more_tries');
  });

  it('lets nothing through that the model itself does not label so, or that it made before', async () => {
    const model = new FakeTextModel(
      (values) => {
        if ('Rubric' in values) return { score: 5 };
        if ('Text' in values) return { label: String(values.Text).includes('truly') ? 'water' : 'parks' };
        return { text: `A tap drips in the cellar${model.asked.length % 2 === 0 ? '' : ', truly'}` };
      },
      { concurrency: 1 },
    );
    await openContext(model);
    const { report, made } = await run({ method: 'rare_classes', count: 4, tries: 2 });
    assert.equal(made.length, 1);
    const passed = passedAt(report);
    assert.ok(passed.round_trip! < passed.novelty!);
    assert.equal(passed.unrepeated, 1);
  });

  it('takes JSON out of a code block, and asks once more for what is none', async () => {
    let broken = 0;
    const model = new FakeTextModel((values) => {
      if ('Your earlier answer' in values) return { text: `${fresh()} water` };
      const answer = JSON.stringify(helpful(values));
      if ('Category' in values)
        return broken++ % 2 === 0 ? `Sure!\n\`\`\`json\n${answer}\n\`\`\`` : '{"txt": 1}';
      return answer;
    });
    await openContext(model);
    const { report } = await run({ method: 'rare_classes', count: 4 });
    assert.equal(report.generated, 4);
    assert.equal(report.repaired, 4);
    assert.deepEqual(report.prompts, [
      'generate.classify.v1',
      'generate.judge.v1',
      'generate.rare_class.v1',
      'generate.repair.v1',
    ]);
  });

  it('makes texts of one class that look like another, from the pairs named', async () => {
    const model = new FakeTextModel(helpful);
    await openContext(model);
    const { made } = await run({ method: 'hard_negatives', count: 4, pairs: [['roads', 'water']] });
    assert.deepEqual(
      made.map(({ label }) => label),
      ['roads', 'water', 'roads', 'water'],
    );
    const sources = JSON.parse(made[0]!.meta!).source_record as string[];
    assert.ok(sources.some((id) => id.startsWith('roads')) && sources.some((id) => id.startsWith('water')));
    const fault = await faultOf(run({ method: 'hard_negatives', pairs: [['road', 'water']] }));
    assert.equal(fault.code, 'GENERATE_SETTING');
    assert.match(fault.message, /did you mean "roads"/);
  });

  it('makes them from the pairs that the last evaluation mixed up, but for labels that are gone', async () => {
    const model = new FakeTextModel(helpful);
    await openContext(model);
    const confused = [
      ['parks', 'sewers'],
      ['water', 'roads'],
    ] as const;
    const { made, summary } = await run({ method: 'hard_negatives', count: 2 }, model, dataset(), confused);
    assert.deepEqual(
      made.map(({ label }) => label),
      ['water', 'roads'],
    );
    const [warning] = summary.warnings!;
    assert.match(warning!.en, /passed over \(1\): parks \/ sewers/);
    assert.match(warning!['zh-TW'], /1 組.*parks \/ sewers/);
    const gone = run({ method: 'hard_negatives', count: 2 }, model, dataset(), [['parks', 'sewers']]);
    assert.equal((await faultOf(gone)).code, 'GENERATE_NO_MATERIAL');
    const none = await faultOf(run({ method: 'hard_negatives', count: 2 }, model));
    assert.deepEqual([none.code, none.place?.field], ['GENERATE_SETTING', 'generate.pairs']);
  });

  it('gives the same records whatever the order in which answers come', async () => {
    const texts = async (concurrency: number) => {
      const say = (values: Readonly<Record<string, unknown>>, { seed }: ChatRequest) =>
        'Category' in values
          ? { text: `${seed.toString(36).repeat(9)} ${values.Category}` }
          : helpful(values);
      const model = new FakeTextModel(say, { concurrency });
      const ask = model.ask.bind(model);
      model.ask = async (request) => {
        if (concurrency > 1) await new Promise((resolve) => setTimeout(resolve, request.seed % 17));
        return ask(request);
      };
      await openContext(model);
      const { made } = await run({ method: 'rare_classes', count: 6 });
      if (concurrency > 1) return made;
      await context.close();
      return made;
    };
    assert.deepEqual(await texts(1), await texts(5));
  });

  it('never goes over its budget, and keeps what it has', async () => {
    const model = new FakeTextModel(helpful, { price: { input: 1, output: 2 }, concurrency: 2 });
    await openContext(model);
    const tokens = await run({ method: 'rare_classes', count: 50, max_tokens: 32, max_tokens_total: 8000 });
    assert.equal(tokens.report.ended, 'token_budget');
    assert.ok(tokens.report.generated > 0 && tokens.report.generated < 50);
    assert.ok(tokens.report.tokens.input + tokens.report.tokens.output <= 8000);
    const cost = await run({ method: 'rare_classes', count: 50, max_tokens: 32, max_cost: 0.004, seed: 1 });
    assert.equal(cost.report.ended, 'cost_budget');
    assert.ok(cost.report.cost !== null && cost.report.cost <= 0.004 && cost.report.cost > 0);
    assert.equal((cost.summary.warnings ?? []).length, 1);
    const fault = await faultOf(run({ method: 'rare_classes', count: 4, max_tokens_total: 200 }));
    assert.deepEqual([fault.code, fault.params.field], ['GENERATE_NO_ROOM', 'max_tokens_total']);
  });

  it('asks again where requests have other fields than they had', async () => {
    const model = new FakeTextModel(helpful);
    await openContext(model);
    const ask = () => run({ method: 'rewrites', count: 2 });
    await ask();
    const first = model.asked.length;
    await ask();
    assert.equal(model.asked.length, first);
    Object.assign(model.endpoint, { extra: { reasoning_effort: 'none' } });
    await ask();
    assert.equal(model.asked.length, 2 * first);
  });

  it('asks nothing twice when it goes on after a fault', async () => {
    const model = new FakeTextModel((values, { seed }) =>
      'Category' in values ? { text: `${seed.toString(36).repeat(9)} ${values.Category}` } : helpful(values),
    );
    const ask = model.ask.bind(model);
    model.ask = async (request) => {
      if (model.asked.length === 7)
        throw new TouchstoneError('GENERATE_UNREACHABLE', { params: { detail: 'x' } });
      return ask(request);
    };
    await openContext(model);
    assert.equal((await faultOf(run({ method: 'rare_classes', count: 6 }))).code, 'GENERATE_UNREACHABLE');
    assert.equal(model.asked.length, 7);
    model.ask = ask;
    const { report } = await run({ method: 'rare_classes', count: 6 });
    assert.equal(report.generated, 6);
    const requests = model.asked.map((request) => JSON.stringify(request));
    assert.equal(new Set(requests).size, requests.length);
  });

  it('says what is missing: an endpoint, documents, labels', async () => {
    await openContext();
    assert.equal((await faultOf(run({ method: 'rewrites' }))).code, 'GENERATE_NO_ENDPOINT');
    await context.close();
    await openContext(new FakeTextModel(helpful));
    assert.equal((await faultOf(run({ method: 'document_summaries' }))).code, 'GENERATE_NO_MATERIAL');
    const unlabelled = dataset().map((record) => ({ ...record, label: null }));
    assert.equal(
      (await faultOf(run({ method: 'rewrites' }, undefined, unlabelled))).code,
      'GENERATE_NO_MATERIAL',
    );
  });
});
