import assert from 'node:assert/strict';
import type { AnswerMetrics, GroupMetrics } from '../../../../pipeline/contracts/answer-evaluation.ts';
import { type AnswerTask, LANGUAGES } from '../../../../pipeline/contracts/names.ts';
import type { AnswerReportModel } from '../../../../pipeline/contracts/report.ts';
import type { AnswerAdviceEvidence } from '../../../../reports/advice/answers/evidence.ts';
import { answerAdviceFor } from '../../../../reports/advice/answers/rules.ts';
import { figuresIn } from '../../../../reports/format/figures.ts';
import { textsIn } from '../../../../reports/texts/texts-in.ts';
import { answerReport } from '../../../fixtures/answer-report.ts';

const part = (name: string, f1: number, support = 100): GroupMetrics => ({
  name,
  precision: f1,
  recall: f1,
  f1,
  overlap_f1: null,
  support,
  predicted: support,
});

/** A report that calls for no advice. */
function sound(task: AnswerTask): AnswerReportModel {
  const model = answerReport(task, { n: 100, habits: { tuned: ['truth'], base: ['wrong'] } });
  const { last } = { last: model.training.losses.at(-1)! };
  const losses = Array.from({ length: 12 }, (_, at) => ({
    ...last,
    step: at,
    epoch: at,
    train_loss: 2 - at / 10,
    validation_loss: null,
  }));
  return {
    ...model,
    refine: {
      ...model.refine,
      by_rule: { ...model.refine.by_rule, conflicting_label: 0, exact_duplicate: 0 },
    },
    training: { ...model.training, losses },
  };
}

/** The same with other figures of the tuned model, of the base, or of the comparison with it. */
function changed(
  task: AnswerTask,
  tuned: Partial<AnswerMetrics>,
  rest: { base?: Partial<AnswerMetrics>; better?: readonly [candidate: number, reference: number] } = {},
): AnswerReportModel {
  const model = sound(task);
  const { evaluation } = model;
  const { systems } = evaluation;
  const [candidate, reference] = rest.better ?? [100, 0];
  return {
    ...model,
    evaluation: {
      ...evaluation,
      systems: {
        ...systems,
        tuned: {
          ...systems.tuned,
          ...tuned,
          figures: { ...systems.tuned.figures, ...tuned.figures },
          intervals: { ...systems.tuned.intervals, ...tuned.intervals },
        },
        base: { ...systems.base, ...rest.base },
      },
      comparisons: evaluation.comparisons.map((one) => ({
        ...one,
        candidate_better: candidate,
        reference_better: reference,
      })),
    },
  };
}

interface Case {
  readonly triggers: AnswerReportModel;
  readonly evidence: unknown;
  readonly gain: number | null;
  readonly neighbour: AnswerReportModel;
}

const contradicting = (records: number): AnswerReportModel => {
  const model = sound('question_answering');
  const by_rule = { ...model.refine.by_rule, conflicting_label: records };
  return { ...model, refine: { ...model.refine, by_rule } };
};

const WEAK = [part('甲', 0.6), part('乙', 0.9)];
/** An extraction against its dictionary, which is ahead of the tuned model or behind it. */
const withDictionary = (difference: number, p: number): AnswerReportModel => {
  const model = sound('extraction');
  const { tuned } = model.evaluation.systems;
  const metrics = { ...tuned, figures: { ...tuned.figures, micro_f1: 0.9 } };
  const comparison = { ...model.evaluation.comparisons[0]!, difference, p, interval: [-0.2, 0.1] as const };
  const peers = [{ id: 'dictionary' as const, metrics, comparison }];
  return { ...model, evaluation: { ...model.evaluation, peers } };
};

const CASES: { readonly [K in keyof AnswerAdviceEvidence]: Case } = {
  simple_as_good: {
    triggers: withDictionary(-0.1, 0.01),
    evidence: {
      ...{ task: 'extraction', side: 'worse', metric: 'micro_f1', simple: 0.9, tuned: 1 },
      ...{ difference: -0.1, interval: [-0.2, 0.1], p: 0.01 },
    },
    gain: 0.1,
    neighbour: withDictionary(0.1, 0.01),
  },
  unreadable_answers: {
    triggers: changed('structured', { unreadable: 2 }),
    evidence: { unreadable: 2, n: 100, task: 'structured' },
    gain: 0.02,
    neighbour: changed('structured', { unreadable: 1 }),
  },
  weak_parts: {
    triggers: changed('structured', { groups: WEAK }),
    evidence: { kind: 'field', parts: [{ name: '甲', f1: 0.6, support: 100 }], mean: 0.75 },
    gain: null,
    neighbour: changed('structured', { groups: [part('甲', 0.62), part('乙', 0.9)] }),
  },
  rare_parts: {
    triggers: changed('extraction', { groups: [part('甲', 0.9, 4), part('乙', 0.9)] }),
    evidence: { kind: 'type', parts: [{ name: '甲', support: 4 }], enough: 5 },
    gain: 0,
    neighbour: changed('extraction', { groups: [part('甲', 0.9, 5), part('乙', 0.9)] }),
  },
  lost_parts: {
    triggers: changed('multi_label', { groups: [part('甲', 0.5)] }, { base: { groups: [part('甲', 0.75)] } }),
    evidence: { kind: 'label', parts: [{ name: '甲', base: 0.75, tuned: 0.5 }] },
    gain: null,
    neighbour: changed(
      'multi_label',
      { groups: [part('甲', 0.5)] },
      { base: { groups: [part('甲', 0.54)] } },
    ),
  },
  lost_answers: {
    triggers: changed('generation', {}, { better: [60, 10] }),
    evidence: { lost: 10, won: 60, n: 100 },
    gain: null,
    neighbour: changed('generation', {}, { better: [60, 9] }),
  },
  inexact_ends: {
    triggers: changed('question_answering', { figures: { f1: 0.75, exact_match: 0.5 } }),
    evidence: { strict: 'exact_match', lenient: 'f1', strictValue: 0.5, lenientValue: 0.75 },
    gain: 0.25,
    neighbour: changed('question_answering', { figures: { f1: 0.59, exact_match: 0.5 } }),
  },
  item_count: {
    triggers: changed('multi_label', { groups: [{ ...part('甲', 0.9), predicted: 79 }] }),
    evidence: { given: 0.79, side: 'few' },
    gain: null,
    neighbour: changed('multi_label', { groups: [{ ...part('甲', 0.9), predicted: 80 }] }),
  },
  text_length: {
    triggers: changed('generation', { figures: { length_ratio: 1.26 } }),
    evidence: { ratio: 1.26, side: 'many' },
    gain: null,
    neighbour: changed('generation', { figures: { length_ratio: 1.25 } }),
  },
  invented_numbers: {
    triggers: changed('generation', { figures: { invented_numbers: 0.05 } }),
    evidence: { share: 0.05 },
    gain: null,
    neighbour: changed('generation', { figures: { invented_numbers: 0.049 } }),
  },
  contradicting_answers: {
    triggers: contradicting(1),
    evidence: { records: 1, input: sound('question_answering').refine.input },
    gain: null,
    neighbour: contradicting(0),
  },
  wide_interval: {
    triggers: changed('question_answering', { intervals: { f1: [0.5, 0.62] } }),
    // 100 · (6 / 3)²
    evidence: { metric: 'f1', n: 100, halfWidth: 0.06, aim: 0.03, needed: 400 },
    gain: 0,
    neighbour: changed('question_answering', { intervals: { f1: [0.5, 0.579] } }),
  },
};

describe('advice on written answers', () => {
  for (const task of [
    'question_answering',
    'multi_label',
    'extraction',
    'structured',
    'generation',
  ] as const) {
    it(`is silent where nothing is amiss: ${task}`, () => {
      assert.deepEqual(
        answerAdviceFor(sound(task)).map(({ id }) => id),
        [],
      );
    });
  }

  for (const [id, { triggers, evidence, gain, neighbour }] of Object.entries(CASES)) {
    it(`${id}: applies where it should, with its evidence, and not to the neighbour`, () => {
      const found = answerAdviceFor(triggers).find((one) => one.id === id);
      assert.deepEqual(rounded(found?.evidence), rounded(evidence));
      assert.equal(found?.gain, gain);
      assert.equal(
        answerAdviceFor(neighbour).find((one) => one.id === id),
        undefined,
      );
    });

    it(`${id}: is said in both languages`, () => {
      for (const language of LANGUAGES) {
        const texts = textsIn(language).advice.items[id as keyof AnswerAdviceEvidence];
        const words = {
          figures: figuresIn(language),
          label: (name: string) => name,
          outside: (text: string) => text,
        };
        const { title, evidence: said, action } = texts(evidence as never, words);
        for (const text of [title, said.join(''), action]) {
          assert.ok(text.length > 3);
          assert.doesNotMatch(text, /undefined|NaN|\[object/);
        }
      }
    });
  }

  it('puts what could gain most first', () => {
    const model = changed('question_answering', {
      unreadable: 30,
      figures: { f1: 0.75, exact_match: 0.5 },
      intervals: { f1: [0.5, 0.62] },
    });
    assert.deepEqual(
      answerAdviceFor(model).map(({ id }) => id),
      ['unreadable_answers', 'inexact_ends', 'wide_interval'],
    );
  });
});

/** Evidence with its sums of decimals rounded. */
function rounded(evidence: unknown): unknown {
  return JSON.parse(JSON.stringify(evidence ?? null), (_, value) =>
    typeof value === 'number' ? Number(value.toFixed(9)) : value,
  );
}
