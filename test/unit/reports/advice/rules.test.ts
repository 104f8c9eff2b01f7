import assert from 'node:assert/strict';
import type { ReportModel } from '../../../../pipeline/contracts/report.ts';
import type { AdviceId } from '../../../../reports/advice/evidence.ts';
import { adviceFor } from '../../../../reports/advice/rules.ts';
import { evaluationOf } from '../../../fixtures/report-evaluation.ts';
import { passedModel } from '../../../fixtures/report-model.ts';
import { PETITIONS } from '../../../fixtures/report-petitions.ts';

type Change = (model: ReportModel) => Partial<ReportModel>;

/** A report that calls for no advice: plenty of data, hardly an error. */
function soundModel(): ReportModel {
  const model = passedModel();
  const evaluation = evaluationOf({
    support: { 甲: 1000, 乙: 1000 },
    tuned: [
      ['甲', '乙', 50],
      ['乙', '甲', 50],
    ],
    base: [
      ['甲', '乙', 300],
      ['乙', '甲', 300],
    ],
    texts: PETITIONS,
    mcnemarP: 0,
    macroF1P: 0.000999,
  });
  const perLabel = ['甲', '乙'].map((label) => ({ label, train: 3000, validation: 100, test: 1000 }));
  return {
    ...model,
    evaluation,
    refine: { ...model.refine, by_rule: { ...model.refine.by_rule, conflicting_label: 0 } },
    split: { ...model.split, train: 6000, validation: 200, test: 2000, per_label: perLabel },
  };
}

const withTrain =
  (train: number): Change =>
  ({ split }) => ({
    split: { ...split, per_label: split.per_label.map((row, at) => (at === 0 ? { ...row, train } : row)) },
  });
const withErrors =
  (wrong: number, base = 300): Change =>
  () => ({
    evaluation: evaluationOf({
      support: { 甲: 1000, 乙: 1000 },
      tuned: [['甲', '乙', wrong]],
      base: [['甲', '乙', base]],
      texts: PETITIONS,
      mcnemarP: 0,
      macroF1P: 0.000999,
    }),
  });
const withHalfWidth =
  (half: number): Change =>
  ({ evaluation }) => {
    const { tuned } = evaluation.systems;
    const intervals = {
      ...tuned.intervals,
      accuracy: [tuned.accuracy - half, tuned.accuracy + half] as const,
    };
    return {
      evaluation: { ...evaluation, systems: { ...evaluation.systems, tuned: { ...tuned, intervals } } },
    };
  };
const withTruncated =
  (truncated_records: number): Change =>
  ({ training }) => ({
    training: { ...training, truncated_records },
  });
const withValidation =
  (...losses: readonly number[]): Change =>
  ({ training }) => ({
    training: {
      ...training,
      losses: losses.map((validation_loss, at) => ({
        step: at + 1,
        epoch: at + 1,
        train_loss: 1,
        validation_loss,
        learning_rate: null,
      })),
    },
  });
const withUnseen =
  (records: number): Change =>
  ({ evaluation }) => ({
    evaluation: { ...evaluation, unseen_labels: records === 0 ? [] : [{ label: '丙', records }] },
  });
const withConflicts =
  (count: number): Change =>
  ({ refine }) => ({
    refine: { ...refine, by_rule: { ...refine.by_rule, conflicting_label: count } },
  });

/** For each rule a run that triggers it, the evidence it must give, and a neighbour that does not. */
const CASES: Readonly<Record<AdviceId, { triggers: Change; evidence: unknown; neighbour: Change }>> = {
  unseen_labels: {
    triggers: withUnseen(3),
    evidence: { labels: ['丙'], records: 3 },
    neighbour: withUnseen(0),
  },
  few_examples: {
    triggers: withTrain(19),
    evidence: { classes: [{ label: '甲', train: 19, f1: 0.95 }], enough: 20 },
    neighbour: withTrain(20),
  },
  confused_classes: {
    triggers: withErrors(100),
    evidence: { pairs: [{ truth: '甲', answer: '乙', count: 100, support: 1000 }] },
    neighbour: withErrors(99),
  },
  lost_classes: {
    triggers: withErrors(100, 0),
    // F1 of 甲: 2·900 / (1000 + 900); 乙 loses only 4.8 points.
    evidence: { classes: [{ label: '甲', base: 1, tuned: 1800 / 1900 }] },
    neighbour: withErrors(90, 0),
  },
  contradicting_labels: {
    triggers: withConflicts(1),
    evidence: { records: 1, input: soundModel().refine.input },
    neighbour: withConflicts(0),
  },
  small_test: {
    triggers: withHalfWidth(0.06),
    // 2000 · (6 / 3)²
    evidence: { n: 2000, halfWidth: 0.06, aim: 0.03, needed: 8000 },
    neighbour: withHalfWidth(0.0399),
  },
  truncated_records: {
    triggers: withTruncated(61),
    evidence: { records: 61, share: 61 / 6000 },
    neighbour: withTruncated(60),
  },
  rising_validation: {
    triggers: withValidation(1, 0.5, 0.53),
    evidence: { best: 0.5, last: 0.53, bestEpoch: 2 },
    neighbour: withValidation(1, 0.5, 0.52),
  },
};

describe('adviceFor', () => {
  it('has nothing to say about a sound run', () => assert.deepEqual(adviceFor(soundModel()), []));

  for (const [id, { triggers, evidence, neighbour }] of Object.entries(CASES)) {
    const advised = (change: Change) => {
      const model = soundModel();
      return adviceFor({ ...model, ...change(model) }).filter((advice) => advice.id === id);
    };
    it(`${id}: applies, with its evidence`, () => assertClose(advised(triggers), [{ id, evidence }]));
    it(`${id}: does not apply to a neighbour`, () => assert.deepEqual(advised(neighbour), []));
  }

  it('puts what makes answers wrong before what blurs them', () => {
    assert.deepEqual(
      adviceFor(passedModel()).map(({ id }) => id),
      ['confused_classes', 'contradicting_labels', 'small_test'],
    );
  });
});

/** Deep equality with numbers equal to nine digits. */
function assertClose(actual: unknown, expected: unknown): void {
  const rounded = (value: unknown) =>
    JSON.parse(JSON.stringify(value), (_, part: unknown) =>
      typeof part === 'number' ? Number(part.toFixed(9)) : part,
    );
  assert.deepEqual(rounded(actual), rounded(expected));
}
