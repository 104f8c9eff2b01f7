import assert from 'node:assert/strict';
import type { TreeRef } from '../../../../pipeline/contracts/artifact.ts';
import type { EvaluationResult } from '../../../../pipeline/contracts/evaluation.ts';
import type { EvaluationDetails } from '../../../../pipeline/contracts/evaluation-details.ts';
import { putJson, readJson } from '../../../../pipeline/contracts/json-artifact.ts';
import type { Localized } from '../../../../pipeline/contracts/names.ts';
import type { DatasetRecord } from '../../../../pipeline/contracts/record.ts';
import type { PipelineSpecInput } from '../../../../pipeline/contracts/spec.ts';
import { evaluate } from '../../../../stages/evaluate/stage.ts';
import { type FakeContext, fakeContext, runStage } from '../context.ts';
import { baseModel, labelled, storeRecords, TASK } from '../records.ts';
import { FakePredictor } from './fake-predictor.ts';

const [A, B] = TASK.labels as [string, string];
const base = baseModel();

/** 60 records of two offices; every third is about a man. The tuned model sends whatever is about a woman to B. */
const RECORDS: readonly DatasetRecord[] = Array.from({ length: 60 }, (_, i) => ({
  ...labelled(`r${i}`, i % 3 === 0 ? `王先生的第 ${i} 件` : `第 ${i} 件`, i % 2 === 0 ? A : B),
  source: i < 20 ? 'counter' : 'web',
  meta: JSON.stringify({ office: i < 30 ? 'north' : 'south' }),
}));

/** As sure as those of the test, and all right. */
const VALIDATION = RECORDS.map((record) => ({ ...record, id: `v-${record.id}` }));

describe('details of an evaluation', () => {
  let context: FakeContext;
  let predictor: FakePredictor;
  beforeEach(async () => {
    predictor = new FakePredictor((weights, { label, messages }) => {
      if (weights === null) return A;
      return /女士|路燈/.test(messages[0]!.content) ? B : label!;
    });
    context = await fakeContext({ model: predictor, bases: { ensure: async () => base } });
  });
  afterEach(() => context.close());

  async function run(
    details: PipelineSpecInput['evaluate'],
    records = RECORDS,
    validation: readonly DatasetRecord[] = [],
  ) {
    const { digest, bytes } = await context.artifacts.putBytes('weights');
    const adapter: TreeRef = await context.artifacts.putTreeOf([
      { path: 'adapter_model.safetensors', digest, bytes },
    ]);
    const artifacts = {
      adapter,
      train: await storeRecords(context.artifacts, records),
      validation: await storeRecords(context.artifacts, validation),
      test: await storeRecords(context.artifacts, records),
      task: await putJson(context.artifacts, TASK),
    };
    const { outputs, summary } = await runStage(
      evaluate,
      context,
      { artifacts, base },
      { evaluate: { few_shot: 0, frozen: false, explain: false, max_length: 512, ...details } },
    );
    const read = <T>(name: 'details' | 'evaluation') => {
      const ref = outputs[name]!;
      assert.equal(ref.kind, 'blob');
      return readJson<T>(context.artifacts, ref as { kind: 'blob'; digest: string; bytes: number });
    };
    return {
      details: await read<EvaluationDetails>('details'),
      evaluation: await read<EvaluationResult>('evaluation'),
      warnings: summary.warnings as readonly Localized[],
      // How long a record may be is decided whatever the details are.
      decisions: summary.decisions!.filter(({ field }) => field !== 'evaluate.max_length'),
    };
  }

  it('hold what probabilities allow, slices, and classes against the base', async () => {
    const { details, evaluation, warnings } = await run(
      { slices: ['office', 'nowhere'] },
      RECORDS,
      VALIDATION,
    );
    const { figures } = details;
    assert.equal(figures.accuracy, 1);
    assert.deepEqual(figures.intervals.macro_f1, evaluation.systems.tuned.intervals.macro_f1);
    // Every answer has 0.7 and is right.
    assert.ok(Math.abs(figures.ece! - 0.3) < 1e-12);
    assert.equal(figures.roc_auc!.macro, 1);
    assert.deepEqual(figures.hand_over, {
      target: 0.95,
      point: { threshold: 0.7, coverage: 1, accuracy: 1 },
      chosen: { on: 'validation', n: 60, folds: null },
    });
    assert.deepEqual(
      figures.curves!.classes.map(({ label }) => label),
      [A, B],
    );
    assert.deepEqual([...new Set(figures.slices.map(({ by }) => by))], ['length', 'source', 'office']);
    const [{ reference, classes }] = details.class_differences as [
      (typeof details.class_differences)[number],
    ];
    assert.equal(reference, 'base');
    assert.deepEqual(
      classes.map(({ label }) => label),
      [A, B],
    );
    // F1 of A under the base is 2·30/90.
    assert.ok(Math.abs(classes[0]!.f1_difference - 1 / 3) < 1e-12);
    assert.ok(warnings.some(({ en }) => en.includes('nowhere')));
  });

  it('ask again with the gender exchanged, and count what changed', async () => {
    const { details, decisions } = await run({});
    const [gender, name, origin] = details.bias!.kinds;
    assert.deepEqual([gender!.kind, gender!.found, gender!.n], ['gender', 20, 20]);
    // Of every third record each second is A's, and goes to B once it is about a woman.
    assert.deepEqual([gender!.changed, gender!.became_wrong, gender!.became_right], [10, 10, 0]);
    assert.equal(gender!.share, 0.5);
    assert.ok(gender!.interval![0] > 0.25 && gender!.interval![1] < 0.75);
    assert.equal(gender!.examples.length, 5);
    assert.match(gender!.examples[0]!.before, /王先生/);
    assert.match(gender!.examples[0]!.after, /王女士/);
    assert.deepEqual([name!.found, name!.changed, origin!.found, origin!.share], [20, 0, 0, null]);
    assert.deepEqual(
      predictor.jobs.map(({ systems }) =>
        systems
          .map(({ id }) => id)
          .sort()
          .join('+'),
      ),
      ['base+tuned', 'tuned'],
    );
    assert.deepEqual(
      decisions.map(({ field, value }) => [field, value]),
      [['evaluate.bias', true]],
    );
  });

  it('ask again without each clause of a wrong answer, and tell what it rests on', async () => {
    // The tuned model sends whatever speaks of a lamp to B.
    const records = ['一', '二', '三'].map((n) =>
      labelled(`lamp${n}`, `第${n}件，巷口的路燈不亮，請派人來看，謝謝。`, A),
    );
    const { details, decisions } = await run({ bias: false, explain: 'auto' }, [...RECORDS, ...records]);
    const [first, ...others] = details.explanations!;
    assert.deepEqual([first!.label, first!.probability, others.length], [B, 0.7, 1]);
    assert.deepEqual(
      first!.segments.map(({ text, shift }) => [text, Number(shift.toFixed(6))]),
      [
        [first!.segments[0]!.text, 0],
        ['巷口的路燈不亮，', 0.4],
        ['請派人來看，', 0],
        ['謝謝。', 0],
      ],
    );
    assert.deepEqual(
      decisions.map(({ field, value }) => [field, value]),
      [['evaluate.explain', true]],
    );
  });

  it('ask nothing where it is switched off', async () => {
    const { details, decisions } = await run({ bias: false });
    assert.equal(details.bias, null);
    assert.equal(predictor.jobs.length, 1);
    assert.deepEqual(decisions, []);
  });
});
