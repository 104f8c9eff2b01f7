import assert from 'node:assert/strict';
import type { AnswerEvaluation, AnswerMetrics } from '../../../../pipeline/contracts/answer-evaluation.ts';
import { judge } from '../../../../stages/gate/verdict.ts';
import { DATA, POLICY } from './evaluation.ts';

const system = (chrf: number): AnswerMetrics => ({
  n: 200,
  figures: { chrf },
  intervals: { chrf: [chrf - 0.05, chrf + 0.05] },
  unreadable: 0,
  groups: [],
  scores: [],
});

const evaluation: AnswerEvaluation = {
  format: 1,
  task: 'generation',
  n: 200,
  test_digest: 'd'.repeat(64),
  evaluated_at: '2026-11-22T00:00:00.000Z',
  confidence: 0.95,
  bootstrap_draws: 1000,
  systems: { base: system(0.2), tuned: system(0.6), production: system(0.61) },
  production: { name: 'letters', version: 2 },
  comparisons: [
    {
      candidate: 'tuned',
      reference: 'base',
      metric: 'chrf',
      difference: 0.4,
      interval: [0.3, 0.5],
      p: 0.001,
      candidate_better: 150,
      reference_better: 10,
    },
    {
      candidate: 'tuned',
      reference: 'production',
      metric: 'chrf',
      difference: -0.01,
      interval: [-0.1, 0.08],
      p: 0.6,
      candidate_better: 80,
      reference_better: 85,
    },
  ],
  worst: [],
  regressions: [],
};

describe('gate on a task whose answers are written', () => {
  const policy = {
    ...POLICY,
    not_worse_than_production: { ...POLICY.not_worse_than_production, slices: ['channel'] },
  };
  const sliced = (...lows: readonly number[]): AnswerEvaluation => ({
    ...evaluation,
    production_slices: [
      {
        by: 'channel',
        confidence: 0.975,
        parts: lows.map((low, at) => ({
          value: `part ${at}`,
          n: 50,
          difference: low + 0.05,
          interval: [low + 0.01, low + 0.09],
          cautious_low: low,
          p: 0.4,
        })),
      },
    ],
  });

  it('judges the parts of named slices as those of a classification', () => {
    const of = (one: AnswerEvaluation) =>
      judge(one, policy, DATA).rules.find(({ rule }) => rule === 'not_worse_in_slices')!;
    assert.equal(of(sliced(-0.01, 0.02)).verdict, 'PASS');
    assert.equal(of(sliced(-0.01, -0.06)).verdict, 'INCONCLUSIVE');
    const failed = of(sliced(-0.01, -0.2));
    assert.equal(failed.verdict, 'FAIL');
    assert.match(failed.explanation.en, /channel = part 1/);
    assert.equal(of(sliced()).verdict, 'INCONCLUSIVE');
    assert.equal(of(evaluation).verdict, 'INCONCLUSIVE');
  });

  it('goes by the cautious bound against production where there is one', () => {
    const bound = (cautious_low: number): AnswerEvaluation => ({
      ...evaluation,
      comparisons: evaluation.comparisons.map((one) => ({ ...one, interval: [-0.01, 0.05], cautious_low })),
    });
    const verdictOf = (one: AnswerEvaluation) =>
      judge(one, POLICY, DATA).rules.find(({ rule }) => rule === 'not_worse_than_production')!.verdict;
    assert.equal(verdictOf(bound(-0.015)), 'PASS');
    assert.equal(verdictOf(bound(-0.03)), 'INCONCLUSIVE');
  });

  it('goes by the task’s figure of merit and calls it by its name', () => {
    const { verdict, rules } = judge(evaluation, { ...POLICY, minimum_macro_f1: 0.5 }, DATA);
    assert.deepEqual(
      rules.map(({ rule, verdict: own }) => [rule, own]),
      [
        ['better_than_base', 'PASS'],
        ['not_worse_than_production', 'INCONCLUSIVE'],
        ['minimum_macro_f1', 'PASS'],
        ['minimum_readable_answers', 'PASS'],
        ['no_contamination', 'PASS'],
        ['minimum_test_records', 'PASS'],
      ],
    );
    assert.equal(verdict, 'INCONCLUSIVE');
    assert.match(rules[0]!.explanation['zh-TW'], /^chrF\+\+ 由原模型的 20\.0% 升到微調後的 60\.0%/);
    assert.match(
      rules[1]!.explanation.en,
      /^chrF\+\+ differs from production \(letters v2\) by −1\.0 points/,
    );
  });
});
