import assert from 'node:assert/strict';
import type { AnswerAdviceEvidence } from '../../../../reports/advice/answers/evidence.ts';
import type { AdviceId } from '../../../../reports/advice/evidence.ts';
import { adviceFor } from '../../../../reports/advice/rules.ts';
import { passedModel } from '../../../fixtures/report-model.ts';
import { type Change, withDetails, withHandOver, withSlice } from './changes.ts';
import {
  falling,
  soundModel,
  withCurve,
  withErrors,
  withFindings,
  withFloor,
  withGap,
  withHalfWidth,
  withTrain,
  withTraining,
  withTruncated,
  withUnseen,
  withValidation,
} from './sound-model.ts';

const REPEATED = (() => {
  const { exact_duplicate, near_duplicate } = soundModel().refine.by_rule;
  return exact_duplicate + near_duplicate;
})();

/** For each rule a run that triggers it, the evidence it must give, and a neighbour that does not. */
const CASES: Readonly<
  Record<
    Exclude<AdviceId, keyof AnswerAdviceEvidence>,
    { triggers: Change; evidence: unknown; gain: number | null; neighbour: Change }
  >
> = {
  unseen_labels: {
    triggers: withUnseen(3),
    evidence: { labels: ['丙'], records: 3 },
    gain: 3 / 2000,
    neighbour: withUnseen(0),
  },
  floor_as_good: {
    triggers: withFloor(52, 0.4),
    evidence: {
      side: 'open',
      floor: 0.948,
      tuned: 0.95,
      difference: 0.95 - 0.948,
      interval: [0.95 - 0.948 - 0.07, 0.95 - 0.948 + 0.07],
      p: 0.4,
    },
    gain: null,
    neighbour: withFloor(100, 0.049),
  },
  few_examples: {
    triggers: withTrain(19),
    evidence: { classes: [{ label: '甲', train: 19, f1: 0.95 }], enough: 20 },
    gain: 0.025,
    neighbour: withTrain(20),
  },
  confused_classes: {
    triggers: withErrors(100),
    evidence: { pairs: [{ truth: '甲', answer: '乙', count: 100, support: 1000 }] },
    gain: 0.05,
    neighbour: withErrors(99),
  },
  lost_classes: {
    triggers: withErrors(100, 0),
    // F1 of 甲: 2·900 / (1000 + 900); 乙 loses only 4.8 points.
    evidence: { classes: [{ label: '甲', base: 1, tuned: 1800 / 1900 }] },
    gain: 0.05,
    neighbour: withErrors(90, 0),
  },
  contradicting_labels: {
    triggers: withFindings('conflicting_label', 1),
    evidence: { records: 1, input: soundModel().refine.input },
    gain: null,
    neighbour: withFindings('conflicting_label', 0),
  },
  small_test: {
    triggers: withHalfWidth(0.06),
    // 2000 · (6 / 3)²
    evidence: { n: 2000, halfWidth: 0.06, aim: 0.03, needed: 8000 },
    gain: 0,
    neighbour: withHalfWidth(0.0399),
  },
  truncated_records: {
    triggers: withTruncated(61),
    evidence: { records: 61, share: 61 / 6000 },
    gain: null,
    neighbour: withTruncated(60),
  },
  unbalanced: {
    triggers: withTrain(300),
    evidence: {
      largest: { label: '乙', train: 3000 },
      smallest: { label: '甲', train: 300, f1: 0.95 },
    },
    // Of 2,000 test records, 50 of 甲 were missed.
    gain: 0.025,
    neighbour: withTrain(301),
  },
  likely_wrong_labels: {
    triggers: withFindings('label_noise', 4),
    evidence: {
      records: 4,
      input: soundModel().refine.input,
      first: [1, 2, 3].map((line) => ({ record: `line:${line}`, evidence: '乙?' })),
    },
    gain: null,
    neighbour: withFindings('label_noise', 0),
  },
  repeated_records: {
    triggers: withFindings('test_contamination', 1),
    evidence: { records: REPEATED + 1, input: soundModel().refine.input, ofTest: 1 },
    gain: 0,
    neighbour: withFindings('test_contamination', 0),
  },
  still_falling: {
    triggers: withValidation(1, 0.5, 0.475),
    evidence: { before: 0.5, last: 0.475, epochs: soundModel().training.epochs, rank: 16 },
    gain: null,
    neighbour: withValidation(1, 0.5, 0.476),
  },
  more_records: {
    triggers: withCurve(1, 0.96),
    evidence: { half: 1, all: 0.96, fall: 0.04, records: 6000 },
    gain: null,
    neighbour: withCurve(1, 0.971),
  },
  hardly_learned: {
    triggers: falling(1, 0.91),
    evidence: { first: 1, last: 0.91, rate: 0.0003 },
    gain: null,
    neighbour: falling(1, 0.89),
  },
  unsteady_training: {
    triggers: withTraining(2, 2, 2, 0.8, 0.9, 2.1, 1, 1, 1),
    evidence: { first: 2, lowest: 0.8, peak: 2.1, epoch: 5, rate: 0.0003 },
    gain: null,
    neighbour: withTraining(2, 2, 2, 0.8, 0.9, 1.9, 1, 1, 1),
  },
  rank_too_small: {
    triggers: withGap(1, 1.3, 1.1, 1.09),
    evidence: { train: 1, validation: 1.09, rank: 16 },
    gain: null,
    neighbour: withGap(1, 1.3, 1.2, 1.19),
  },
  rank_too_large: {
    triggers: withGap(0.3, 0.9, 0.6, 0.61),
    evidence: { train: 0.3, validation: 0.6, rank: 16 },
    gain: null,
    neighbour: withGap(0.31, 0.9, 0.6, 0.61),
  },
  hand_over: {
    triggers: withHandOver(0.6),
    evidence: { threshold: 0.8, coverage: 0.6, accuracy: 0.99, overall: 0.95 },
    gain: null,
    neighbour: withHandOver(0.29),
  },
  weak_calibration: {
    triggers: withDetails({
      ece: 0.1,
      accuracy: 0.8,
      reliability: [{ low: 0.8, high: 1, n: 2000, confidence: 0.9, accuracy: 0.8 }],
    }),
    evidence: { error: 0.1, confidence: 0.9, accuracy: 0.8 },
    gain: 0,
    neighbour: withDetails({ ece: 0.099 }),
  },
  slices_left_behind: {
    triggers: withSlice(-0.06, -0.01),
    evidence: { slices: [{ by: 'source', value: '電話', n: 500, accuracy: 0.8, gap: -0.06 }] },
    // A quarter of the records.
    gain: 0.015,
    neighbour: withSlice(-0.06, 0.01),
  },
  changed_by_swap: {
    triggers: withDetails({}, { changed: 12, interval: [0.03, 0.1] }),
    evidence: { kinds: [{ kind: 'gender', changed: 12, n: 200 }] },
    gain: null,
    neighbour: withDetails({}, { changed: 8, interval: [0.02, 0.08] }),
  },
  rising_validation: {
    triggers: withValidation(1, 0.5, 0.53),
    evidence: { best: 0.5, last: 0.53, bestEpoch: 2 },
    gain: null,
    neighbour: withValidation(1, 0.5, 0.52),
  },
};

describe('adviceFor', () => {
  it('has nothing to say about a sound run', () => assert.deepEqual(adviceFor(soundModel()), []));

  for (const [id, { triggers, evidence, gain, neighbour }] of Object.entries(CASES)) {
    const advised = (change: Change) => {
      const model = soundModel();
      return adviceFor({ ...model, ...change(model) }).filter((advice) => advice.id === id);
    };
    it(`${id}: applies, with its evidence and what it could gain`, () =>
      assertClose(advised(triggers), [{ id, evidence, gain }]));
    it(`${id}: does not apply to a neighbour`, () => assert.deepEqual(advised(neighbour), []));
  }

  it('takes a few hard records for nothing lost, and a loss that stays high for what it is', () => {
    const losses = [...new Array<number>(9).fill(2), ...new Array<number>(18).fill(0.8)];
    const unsteady = (...at: readonly number[]) => {
      const model = soundModel();
      const change = withTraining(...losses.map((loss, i) => (at.includes(i) ? 2.4 : loss)));
      return adviceFor({ ...model, ...change(model) }).some(({ id }) => id === 'unsteady_training');
    };
    assert.deepEqual([unsteady(20), unsteady(15, 25), unsteady(20, 21, 22)], [false, false, true]);
  });

  it('takes no adapter for too small that still gets better, learnt nothing, or learnt nearly all', () => {
    for (const change of [
      withGap(1, 1.3, 1.13, 1.09),
      withGap(1.9, 2, 1.95, 1.95),
      withGap(0.5, 0.6, 0.52, 0.52),
    ]) {
      const model = soundModel();
      const ids = adviceFor({ ...model, ...change(model) }).map(({ id }) => id);
      assert.equal(ids.includes('rank_too_small'), false, ids.join());
    }
  });

  it('says nothing of the adapter’s size or of what was learnt by the loss of preference, which comes to a stand at any level', () => {
    for (const change of [withGap(1, 1.3, 1.1, 1.09), withGap(0.3, 0.9, 0.6, 0.61), falling(1, 0.91)]) {
      const model = soundModel();
      const changed = { ...model, ...change(model) };
      const training = { ...changed.training, objective: 'preference' as const };
      const ids = adviceFor({ ...changed, training }).map(({ id }) => id);
      assert.ok(!ids.some((id) => id.startsWith('rank_too') || id === 'hardly_learned'), ids.join());
    }
  });

  it('puts what could gain most first, and what only makes figures surer last', () => {
    assert.deepEqual(
      adviceFor(passedModel()).map(({ id }) => id),
      ['confused_classes', 'hand_over', 'contradicting_labels', 'still_falling', 'small_test'],
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
