import { z } from 'zod';
import { type EvaluationResult, INTERVAL_METRICS } from '../../pipeline/contracts/evaluation.ts';
import { GATE_RULES, type GateResult } from '../../pipeline/contracts/gate.ts';
import { SYSTEM_IDS, VERDICTS } from '../../pipeline/contracts/names.ts';
import { PEER_IDS } from '../../pipeline/contracts/peers.ts';

const count = z.number().int().min(0);
const text = z.string();
const share = z.number().describe('0 to 1.');
const interval = z.tuple([z.number(), z.number()]).describe('Low and high end.');
export const localizedSchema = z.object({ 'zh-TW': text, en: text });

const systemSchema = z.looseObject({
  n: count,
  accuracy: share,
  balanced_accuracy: share.nullable(),
  macro_precision: share,
  macro_recall: share,
  macro_f1: share.describe('Mean of the F1 of the classes; an undefined one counts as 0.'),
  micro_f1: share,
  weighted_f1: share,
  mcc: z.number().nullable().describe("Matthews' correlation coefficient."),
  kappa: z.number().nullable().describe("Cohen's kappa."),
  per_class: z.array(
    z.looseObject({
      label: text,
      precision: share.nullable().describe('null where the class was never answered.'),
      recall: share.nullable().describe('null where the test has no record of the class.'),
      f1: share.nullable(),
      support: count.describe('Test records of this class.'),
      predicted: count.describe('Times this class was answered.'),
    }),
  ),
  confusion: z
    .looseObject({ labels: z.array(text), matrix: z.array(z.array(count)) })
    .describe('matrix[true][answered], both in the order of labels.'),
  intervals: z.record(z.enum(INTERVAL_METRICS), interval).describe('Bootstrap intervals.'),
});

const answer = z.looseObject({ label: text, probability: share });

const peerComparison = z.looseObject({
  accuracy_difference: z.number().describe('candidate − reference.'),
  macro_f1_difference: z.number().describe('candidate − reference.'),
  interval: interval.describe('Paired bootstrap interval of the macro-F1 difference.'),
  cautious_low: z
    .number()
    .describe(
      'Lower bound of that difference that also allows for losses which so few records may not show.',
    ),
  mcnemar_p: share.describe('Exact two-sided McNemar test on correct and incorrect.'),
  macro_f1_p: share.describe('Two-sided paired permutation test on macro-F1.'),
  only_candidate_correct: count,
  only_reference_correct: count,
});

export const slicesSchema = z.array(
  z.looseObject({
    by: text,
    confidence: z.number(),
    parts: z.array(
      z.looseObject({
        value: text,
        n: count,
        difference: z.number(),
        interval,
        cautious_low: z.number(),
        p: share
          .exactOptional()
          .describe('Two-sided paired permutation test, corrected for the number of all parts (Holm).'),
      }),
    ),
  }),
);

export const cutSchema = z
  .array(
    z.looseObject({
      system: z.enum([...SYSTEM_IDS, ...PEER_IDS]),
      records: count,
      max_length: count.describe('Tokens at which a record was cut, its answer included.'),
      context_length: count.describe('Tokens that its base can read.'),
    }),
  )
  .describe('Test records that were too long and were cut, for each system.');

export const leftOutSchema = z
  .array(z.looseObject({ id: z.enum(PEER_IDS), reason: localizedSchema }))
  .describe('Peers that were not asked, and why.');

export const evaluationSchema = z
  .looseObject({
    format: z.literal(1),
    task: z.literal('classification'),
    labels: z.array(text),
    n: count.describe('Test records.'),
    test_digest: text,
    evaluated_at: text.describe('ISO 8601.'),
    confidence: z.number().describe('Of every interval, 0 to 1.'),
    bootstrap_draws: count,
    systems: z.looseObject({ base: systemSchema, tuned: systemSchema, production: systemSchema.nullable() }),
    production: z.looseObject({ name: text, version: count }).nullable(),
    comparisons: z.array(
      peerComparison.extend({ candidate: z.enum(SYSTEM_IDS), reference: z.enum(SYSTEM_IDS) }),
    ),
    calibration: z
      .looseObject({ error: share, bounds: interval })
      .exactOptional()
      .describe('Expected calibration error of the tuned model, with cautious bounds.'),
    production_slices: slicesSchema
      .exactOptional()
      .describe('Tuned − production by macro-F1 in each part of the slices that the gate names.'),
    peers: z
      .array(z.looseObject({ id: z.enum(PEER_IDS), metrics: systemSchema, comparison: peerComparison }))
      .exactOptional()
      .describe('Whatever else answered the same records; comparison: the tuned model − the peer.'),
    peers_left_out: leftOutSchema.exactOptional(),
    cut: cutSchema.exactOptional(),
    wrong: z
      .array(
        z.looseObject({
          id: text,
          text: text,
          truth: text,
          answers: z.looseObject({
            base: answer.exactOptional(),
            tuned: answer.exactOptional(),
            production: answer.exactOptional(),
          }),
        }),
      )
      .describe('Wrong answers of the tuned model, the most frequent confusion first; at most 200.'),
    unseen_labels: z
      .array(z.looseObject({ label: text, records: count }))
      .describe('Labels of the test that training never saw.'),
  })
  .describe('Figures of every system on the same test records.') satisfies z.ZodType<EvaluationResult>;

export const gateSchema = z
  .looseObject({
    format: z.literal(1),
    verdict: z.enum(VERDICTS),
    rules: z.array(
      z.looseObject({
        rule: z.enum(GATE_RULES),
        verdict: z.enum(VERDICTS),
        figures: z.record(text, z.number().nullable()),
        explanation: localizedSchema,
      }),
    ),
  })
  .describe(
    'FAIL if any rule fails, else INCONCLUSIVE if any is, else PASS.',
  ) satisfies z.ZodType<GateResult>;
