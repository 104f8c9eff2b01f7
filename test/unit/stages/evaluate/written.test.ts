import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import type { AnswerEvaluation } from '../../../../pipeline/contracts/answer-evaluation.ts';
import type { BlobRef } from '../../../../pipeline/contracts/artifact.ts';
import type { ChatRequest, TextModel } from '../../../../pipeline/contracts/generation.ts';
import { putJson, readJson } from '../../../../pipeline/contracts/json-artifact.ts';
import type { AnswerTask } from '../../../../pipeline/contracts/names.ts';
import type { DatasetRecord, TaskDescription } from '../../../../pipeline/contracts/record.ts';
import type { ModelVersion, PublishedPrompt } from '../../../../pipeline/contracts/registry.ts';
import type { PipelineSpecInput } from '../../../../pipeline/contracts/spec.ts';
import { evaluate } from '../../../../stages/evaluate/stage.ts';
import { type FakeContext, fakeContext, runStage } from '../context.ts';
import { baseModel, labelled, storeRecords } from '../records.ts';
import { type Answer, FakePredictor } from './fake-predictor.ts';

const base = baseModel({ contextLength: 32_768 });
const RECORDS = 40;

/** Records whose question shares an instruction, half of them by telephone. */
const records = (prefix: string, truth: (at: number) => string): DatasetRecord[] =>
  Array.from({ length: RECORDS }, (_, at) => ({
    ...labelled(`${prefix}${at}`, `請摘要。\n\n第 ${at} 件${prefix}`, truth(at)),
    label: null,
    messages: [
      { role: 'user', content: `請摘要。\n\n第 ${at} 件${prefix}` },
      { role: 'assistant', content: truth(at) },
    ],
    meta: JSON.stringify({ channel: at % 2 === 0 ? '電話' : '信件' }),
  }));

const taskOf = (kind: AnswerTask): TaskDescription => ({
  kind,
  language: 'zh-TW',
  labels: [],
  prompt: { id: 'passthrough.v1', system: null, user: '{input}' },
  answer_tokens: 24,
});

/** A text model that answers by a rule and keeps what it was asked. */
function modelOf(answer: (request: ChatRequest) => string) {
  const seen: ChatRequest[] = [];
  const textModel: TextModel = {
    endpoint: { model: 'm', inside: false, concurrency: 2, price: null, extra: {} },
    ask: async (request) => {
      seen.push(request);
      return { kind: 'answer', text: answer(request), usage: null };
    },
  };
  return { textModel, seen };
}

describe('stage evaluate where answers are written', () => {
  let context: FakeContext;
  let predictor: FakePredictor;
  afterEach(() => context.close());

  const truthOf = (at: number) => `第 ${at} 件的摘要`;
  /** The base says nothing, `fair` loses every record by telephone, `good` is right. */
  const answer: Answer = (weights, { id, messages }) => {
    const truth = messages.at(-1)!.content;
    if (weights === null) return '無';
    return weights === 'fair' && Number(id.slice(1)) % 2 === 0 ? '不知道' : truth;
  };

  async function run(
    kind: AnswerTask,
    spec: PipelineSpecInput,
    options: {
      weights?: string;
      production?: string;
      textModel?: TextModel;
      truth?: (at: number) => string;
      truncated?: number;
    } = {},
  ) {
    predictor = new FakePredictor(answer);
    predictor.truncated = options.truncated ?? 0;
    context = await fakeContext({
      model: predictor,
      ...(options.textModel && { textModel: options.textModel }),
    });
    const { artifacts } = context;
    const adapterOf = async (weights: string) => {
      const { digest, bytes } = await artifacts.putBytes(weights);
      return artifacts.putTreeOf([{ path: 'adapter_model.safetensors', digest, bytes }]);
    };
    const task = taskOf(kind);
    const version = async (weights: string): Promise<ModelVersion> => {
      const prompt: PublishedPrompt = {
        format: 1,
        task: kind,
        language: 'zh-TW',
        labels: [],
        answer_tokens: 24,
        prompt: task.prompt,
        chat_format: base.chatFormat,
      };
      const { digest, bytes } = await putJson(artifacts, prompt);
      const tree = await artifacts.putTreeOf([{ path: 'prompt.json', digest, bytes }]);
      const published = { name: 'letters', version: 3, tree, adapter: await adapterOf(weights) };
      return { ...published, base: { id: 'other', digest: base.digest } } as ModelVersion;
    };
    const truth = options.truth ?? truthOf;
    const production = options.production === undefined ? null : await version(options.production);
    const inputs = {
      adapter: await adapterOf(options.weights ?? 'good'),
      train: await storeRecords(artifacts, records('t', truth)),
      validation: await storeRecords(artifacts, []),
      test: await storeRecords(artifacts, records('r', truth)),
      task: await putJson(artifacts, task),
    };
    const { outputs, summary } = await runStage(
      evaluate,
      context,
      { artifacts: inputs, base, production },
      { ...spec, evaluate: { draws: 200, ...spec.evaluate } },
    );
    return {
      evaluation: await readJson<AnswerEvaluation>(artifacts, outputs.evaluation as BlobRef),
      lines: (await text(await artifacts.openStream(outputs.predictions!.digest))).trimEnd().split('\n'),
      summary,
    };
  }

  it('asks the base with examples, and tells what it did not ask', async () => {
    const { evaluation, lines, summary } = await run('question_answering', {});
    assert.deepEqual(
      evaluation.peers!.map(({ id, comparison }) => [id, comparison.difference > 0.5]),
      [['few_shot', true]],
    );
    const few = predictor.jobs.find(({ systems }) => systems[0]!.id === 'few_shot')!;
    assert.match(few.prompt.system!, /^以下是幾個範例：\n\n文字：第 \d+ 件t\n答案：第 \d+ 件的摘要/);
    assert.deepEqual(Object.keys(JSON.parse(lines[0]!).systems), ['base', 'tuned', 'few_shot']);
    assert.deepEqual(summary.decisions!.map(({ field, value }) => [field, value]).slice(0, 2), [
      ['evaluate.few_shot', 4],
      ['evaluate.max_length', 4096],
    ]);
  });

  it('holds structured fields against the most frequent values, and leaves out what is switched off', async () => {
    const { evaluation } = await run(
      'structured',
      { evaluate: { few_shot: 0 } },
      { truth: (at) => JSON.stringify({ 件號: at, 類別: at % 4 === 0 ? '稅務' : '補助' }) },
    );
    assert.deepEqual(
      evaluation.peers!.map(({ id }) => id),
      ['usual_values'],
    );
    const [group] = evaluation.peers![0]!.metrics.groups.filter(({ name }) => name === '類別');
    assert.equal(group!.recall, 0.75);
    assert.deepEqual(
      evaluation.peers_left_out!.map(({ id }) => id),
      ['few_shot'],
    );
  });

  it('has the endpoint’s model write with the same prompt, and a judge say which text is better', async () => {
    const { textModel, seen } = modelOf(({ schema, messages }) => {
      if (schema === null) return '端點的摘要';
      const pair = messages.at(-1)!.content;
      const [first, second] = [1, 2].map((n) => new RegExp(`^作答 ${n}：(.*)$`, 'm').exec(pair)![1]!);
      return JSON.stringify({ better: first!.length > second!.length ? '1' : '2' });
    });
    const { evaluation } = await run(
      'generation',
      { evaluate: { few_shot: 0, endpoint: { model: 'm' }, judge: { model: 'judge', records: 10 } } },
      { textModel, production: 'fair' },
    );
    assert.deepEqual(
      evaluation.peers!.map(({ id }) => id),
      ['endpoint'],
    );
    const written = seen.filter(({ schema }) => schema === null);
    assert.equal(written.length, RECORDS);
    assert.match(written[0]!.messages[0]!.content, /^請摘要。\n\n第 \d+ 件r$/);
    const { judge } = evaluation;
    assert.deepEqual([judge!.model, judge!.records, judge!.of], ['judge', 10, RECORDS]);
    const [againstBase, againstProduction] = judge!.comparisons;
    assert.equal(againstBase!.candidate_better, 10);
    // By letter both are right: the same text is not put before the judge.
    assert.equal(againstProduction!.identical + againstProduction!.candidate_better, 10);
    assert.ok(againstProduction!.identical > 0 && againstProduction!.candidate_better > 0);
    const verdicts = seen.filter(({ schema }) => schema !== null);
    assert.ok(
      verdicts.every(({ messages }) => /題目："請摘要。\\n\\n第/.test(messages.at(-1)!.content)),
      'with the instruction that all share',
    );
    assert.match(context.reported.at(-1)!.message!.en, /judge has answered \d+ of \d+/);
  });

  it('says that a judge was not needed where answers can be compared', async () => {
    const { evaluation, summary } = await run('question_answering', {
      evaluate: { few_shot: 0, judge: { model: 'judge' } },
    });
    assert.equal(evaluation.judge, undefined);
    assert.match(summary.warnings![0]!.en, /A judge was asked for, but only generated texts need one/);
  });

  it('compares with production in the parts that the gate names, with Holm’s correction', async () => {
    const { evaluation } = await run(
      'question_answering',
      {
        evaluate: { few_shot: 0 },
        gate: { not_worse_than_production: { slices: ['channel', 'label', 'nothing'] } },
      },
      { weights: 'fair', production: 'good' },
    );
    const [channel, label, nothing] = evaluation.production_slices!;
    assert.deepEqual(
      channel!.parts.map(({ value, n }) => [value, n]),
      [
        ['電話', 20],
        ['信件', 20],
      ],
    );
    const [telephone, letter] = channel!.parts;
    assert.ok(telephone!.interval[1] < -0.5 && telephone!.p! < 0.05, JSON.stringify(telephone));
    assert.deepEqual([letter!.difference, letter!.interval, letter!.p], [0, [0, 0], 1]);
    assert.ok(letter!.cautious_low < -0.02, 'twenty records that both answered alike show little');
    assert.ok(Math.abs(channel!.confidence - 0.975) < 1e-12);
    assert.deepEqual([label!.parts, nothing!.parts], [[], []]);
  });

  it('tells how many records were cut, at what length, of what the base reads', async () => {
    const { evaluation, summary } = await run(
      'question_answering',
      { evaluate: { few_shot: 0, max_length: 20_000 } },
      { truncated: 3 },
    );
    assert.deepEqual(evaluation.cut!.at(-1), {
      system: 'tuned',
      records: 3,
      max_length: 20_000,
      context_length: 32_768,
    });
    assert.equal(predictor.jobs[0]!.max_length, 20_000);
    assert.match(
      summary.warnings!.at(-1)!.en,
      /3 test record.*at 20000 tokens.*of 32768 that the model reads/,
    );
    assert.ok(summary.decisions!.every(({ field }) => field !== 'evaluate.max_length'));
  });
});
