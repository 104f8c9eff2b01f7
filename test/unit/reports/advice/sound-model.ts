import type { RefineRule } from '../../../../pipeline/contracts/quality.ts';
import type { ReportModel } from '../../../../pipeline/contracts/report.ts';
import { type EvaluationSketch, evaluationOf } from '../../../fixtures/report-evaluation.ts';
import { passedModel } from '../../../fixtures/report-model.ts';
import { evaluationWithPeers } from '../../../fixtures/report-peers.ts';
import { PETITIONS } from '../../../fixtures/report-petitions.ts';
import type { Change } from './changes.ts';

export const SOUND: EvaluationSketch = {
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
};

/** A report that calls for no advice: plenty of data, hardly an error. */
export function soundModel(): ReportModel {
  const model = passedModel();
  const evaluation = evaluationOf(SOUND);
  const perLabel = ['甲', '乙'].map((label) => ({ label, train: 3000, validation: 100, test: 1000 }));
  return {
    ...model,
    ...withValidation(1, 0.5, 0.49)(model),
    evaluation,
    details: null,
    refine: { ...model.refine, by_rule: { ...model.refine.by_rule, conflicting_label: 0 } },
    split: { ...model.split, train: 6000, validation: 200, test: 2000, per_label: perLabel },
  };
}

export const withTrain =
  (train: number): Change =>
  ({ split }) => ({
    split: { ...split, per_label: split.per_label.map((row, at) => (at === 0 ? { ...row, train } : row)) },
  });
export const withErrors =
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
/** A linear classifier beside the sound model: so many of each class wrong, and the p of the difference. */
export const withFloor =
  (wrong: number, p: number): Change =>
  () => ({
    evaluation: evaluationWithPeers(SOUND, {
      linear: {
        wrong: [
          ['甲', '乙', wrong],
          ['乙', '甲', wrong],
        ],
        p,
      },
    }),
  });
export const withHalfWidth =
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
export const withTruncated =
  (truncated_records: number): Change =>
  ({ training }) => ({
    training: { ...training, truncated_records },
  });
export const withValidation =
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
export const withUnseen =
  (records: number): Change =>
  ({ evaluation }) => ({
    evaluation: { ...evaluation, unseen_labels: records === 0 ? [] : [{ label: '丙', records }] },
  });
export const withFindings =
  (rule: RefineRule, count: number): Change =>
  ({ refine }) => ({
    refine: {
      ...refine,
      by_rule: { ...refine.by_rule, [rule]: count },
      findings: Array.from({ length: count }, (_, at) => ({
        record: `line:${at + 1}`,
        content: '',
        rule,
        action: 'warn' as const,
        with: null,
        evidence: '乙?',
      })),
    },
  });
export const withTraining =
  (...losses: readonly number[]): Change =>
  ({ training }) => ({
    training: {
      ...training,
      losses: losses.map((train_loss, at) => ({ step: at, epoch: at, train_loss, learning_rate: null })),
    },
  });
/** Training loss that falls from 2 to `train` in the first of three epochs and stays there, with these validation losses after each epoch. */
export const withGap =
  (train: number, ...validation: readonly [number, number, number]): Change =>
  ({ training }) => ({
    training: {
      ...training,
      losses: Array.from({ length: 12 }, (_, at) => ({
        step: at + 1,
        epoch: (at + 1) / 4,
        train_loss: at < 4 ? 2 : train,
        validation_loss: (at + 1) % 4 === 0 ? validation[(at + 1) / 4 - 1]! : null,
        learning_rate: null,
      })),
    },
  });
/** Falls from `from` to `to` in three thirds. */
export const falling = (from: number, to: number): Change =>
  withTraining(...Array(3).fill(from), ...Array(3).fill((from + to) / 2), ...Array(3).fill(to));

/** Copies and near copies in the sound model's upload. */
/** A learning curve with these validation losses on half of the records and on all. */
export const withCurve =
  (half: number, all: number): Change =>
  ({ training }) => ({
    training: {
      ...training,
      learning_curve: [
        { share: 0.25, records: 1500, validation_loss: half + 0.2 },
        { share: 0.5, records: 3000, validation_loss: half },
        { share: 1, records: 6000, validation_loss: all },
      ],
    },
  });
