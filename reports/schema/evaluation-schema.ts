import { z } from 'zod';
import { type EvaluationResult, INTERVAL_METRICS } from '../../pipeline/contracts/evaluation.ts';
import { GATE_RULES, type GateResult } from '../../pipeline/contracts/gate.ts';
import { SYSTEM_IDS, VERDICTS } from '../../pipeline/contracts/names.ts';
import { PEER_IDS } from '../../pipeline/contracts/peers.ts';
import {
  classFields,
  confusionSchema,
  count,
  interval,
  localizedSchema,
  pairedFields,
  scalarFields,
  share,
  text,
} from './metric-schema.ts';

const systemSchema = z.looseObject({
  ...scalarFields,
  per_class: z.array(
    z.looseObject({
      label: text,
      ...classFields,
    }),
  ),
  confusion: confusionSchema,
  intervals: z.record(z.enum(INTERVAL_METRICS), interval).describe('Bootstrap intervals.'),
});

const answer = z.looseObject({ label: text, probability: share });

const peerComparison = z.looseObject(pairedFields);

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
