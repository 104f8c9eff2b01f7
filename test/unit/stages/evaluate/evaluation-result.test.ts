import assert from 'node:assert/strict';
import type { SystemId } from '../../../../pipeline/contracts/names.ts';
import { pipelineSpecSchema } from '../../../../pipeline/contracts/spec.ts';
import { type Evidence, evaluationResult } from '../../../../stages/evaluate/evaluation-result.ts';
import type { Answers } from '../../../../stages/evaluate/predictions/answers.ts';
import { TASK } from '../records.ts';
import { atOnce } from './at-once.ts';

const config = pipelineSpecSchema.parse({}).evaluate;
const [A, B] = TASK.labels as [string, string];

function answers(given: readonly string[], labels: readonly string[] = TASK.labels): Answers {
  const row = (answer: string) => Float64Array.from(labels, (label) => (label === answer ? 1 : 0));
  return { labels, answers: given, probabilities: given.map(row) };
}

function evidence(
  truth: readonly string[],
  systems: Readonly<Partial<Record<SystemId, Answers>>>,
  production: Evidence['production'] = null,
): Evidence {
  return {
    task: TASK,
    records: truth.map((label, i) => ({ id: `r${i}`, text: `t${i}`, truth: label })),
    systems: new Map(Object.entries(systems) as [SystemId, Answers][]),
    peers: new Map(),
    peersLeftOut: [],
    slices: [],
    cut: [],
    testDigest: 'e'.repeat(64),
    production,
    at: new Date('2026-11-22T01:02:03Z'),
  };
}

describe('evaluation result', () => {
  // 8 records: base right on 4, tuned on 7; four only tuned gets right, one only base.
  const truth = [A, A, A, A, B, B, B, B];
  const base = answers([A, A, A, A, A, A, A, A]);
  const tuned = answers([B, A, A, A, B, B, B, B]);
  const result = atOnce(evaluationResult(evidence(truth, { base, tuned }), config));

  it('holds the figures of each system, worked out by hand', () => {
    const { systems } = result;
    assert.equal(systems.base.accuracy, 0.5);
    // F1 of A is 2·4/12, of B 0.
    assert.equal(systems.base.macro_f1, 8 / 12 / 2);
    assert.deepEqual(systems.tuned.confusion, {
      labels: [A, B],
      matrix: [
        [3, 1],
        [0, 4],
      ],
    });
    assert.equal(systems.tuned.macro_f1, (6 / 7 + 8 / 9) / 2);
    assert.equal(systems.production, null);
    assert.equal(systems.base.per_class[1]!.precision, null);
  });

  it('compares tuned with base on the same records', () => {
    assert.equal(result.comparisons.length, 1);
    const [comparison] = result.comparisons;
    assert.equal(comparison!.reference, 'base');
    assert.equal(comparison!.only_candidate_correct, 4);
    assert.equal(comparison!.only_reference_correct, 1);
    assert.equal(comparison!.accuracy_difference, 3 / 8);
    assert.ok(Math.abs(comparison!.mcnemar_p - (2 * (1 + 5)) / 32) < 1e-15);
    assert.equal(
      comparison!.macro_f1_difference,
      result.systems.tuned.macro_f1 - result.systems.base.macro_f1,
    );
    const [low, high] = comparison!.interval;
    assert.ok(low <= comparison!.macro_f1_difference && comparison!.macro_f1_difference <= high);
    assert.ok(comparison!.macro_f1_p > 0 && comparison!.macro_f1_p <= 1);
  });

  it('names test, time and settings, and the wrong answers', () => {
    assert.equal(result.n, 8);
    assert.equal(result.test_digest, 'e'.repeat(64));
    assert.equal(result.evaluated_at, '2026-11-22T01:02:03.000Z');
    assert.equal(result.bootstrap_draws, 1000);
    assert.deepEqual(
      result.wrong.map(({ id }) => id),
      ['r0'],
    );
    assert.deepEqual(result.wrong[0]!.answers.base, { label: A, probability: 1 });
  });

  it('is the same for the same seed, whatever else is compared', () => {
    const production = { name: 'petitions', version: 2 };
    const wider = atOnce(
      evaluationResult(evidence(truth, { base, tuned, production: base }, production), config),
    );
    assert.deepEqual(wider.systems.tuned, result.systems.tuned);
    assert.deepEqual(wider.comparisons[0], result.comparisons[0]);
    assert.equal(wider.comparisons[1]!.reference, 'production');
    assert.deepEqual(wider.production, production);
    const reseeded = atOnce(evaluationResult(evidence(truth, { base, tuned }), { ...config, seed: 7 }));
    assert.notEqual(reseeded.comparisons[0]!.macro_f1_p, result.comparisons[0]!.macro_f1_p);
  });

  it('counts a label that training never saw as wrong, and says so', () => {
    const odd = atOnce(
      evaluationResult(
        evidence([A, '文化局', '文化局', '環保局'], {
          base: answers([A, A, A, A]),
          tuned: answers([A, B, A, B]),
        }),
        config,
      ),
    );
    assert.deepEqual(odd.labels, ['交通局', '文化局', '環保局', '衛生局'].sort());
    assert.equal(odd.systems.tuned.accuracy, 1 / 4);
    assert.deepEqual(odd.unseen_labels, [
      { label: '文化局', records: 2 },
      { label: '環保局', records: 1 },
    ]);
  });

  it('lets production answer with labels of its own', () => {
    const production = answers(['舊局', A], [A, '舊局']);
    const odd = atOnce(
      evaluationResult(
        evidence(
          [B, A],
          { base: answers([A, A]), tuned: answers([B, A]), production },
          { name: 'p', version: 1 },
        ),
        config,
      ),
    );
    assert.ok(odd.labels.includes('舊局'));
    assert.equal(odd.systems.production!.accuracy, 0.5);
    assert.deepEqual(odd.unseen_labels, []);
  });

  it('takes a test of one record', () => {
    const single = atOnce(
      evaluationResult(evidence([A], { base: answers([B]), tuned: answers([A]) }), config),
    );
    assert.equal(single.systems.tuned.macro_f1, 1);
    assert.equal(single.systems.tuned.mcc, null);
    assert.deepEqual(single.systems.tuned.intervals.accuracy, [1, 1]);
    assert.equal(single.comparisons[0]!.mcnemar_p, 1);
  });
});
