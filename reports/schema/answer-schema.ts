import { z } from 'zod';
import type { AnswerEvaluation } from '../../pipeline/contracts/answer-evaluation.ts';
import { SYSTEM_IDS, TASK_KINDS } from '../../pipeline/contracts/names.ts';
import { PEER_IDS } from '../../pipeline/contracts/peers.ts';
import { ANSWER_METRICS, type AnswerMetric } from '../../pipeline/contracts/tasks.ts';
import { cutSchema, leftOutSchema, slicesSchema } from './evaluation-schema.ts';
import { judgeSchema } from './judge-schema.ts';
import { classDifference, count, interval, text } from './metric-schema.ts';
import { pairsSchema } from './pairs-schema.ts';

const metricIds = Object.keys(ANSWER_METRICS) as [AnswerMetric, ...AnswerMetric[]];
const metric = z.enum(metricIds);

/** One field for each figure, optional, so that the schema says what each means. */
function perMetric<S extends z.ZodType>(schema: S) {
  const shape = Object.fromEntries(
    metricIds.map((id) => [id, schema.nullable().exactOptional().describe(ANSWER_METRICS[id].gloss.en)]),
  );
  return z.looseObject(shape as { [M in AnswerMetric]: z.ZodExactOptional<z.ZodNullable<S>> });
}

const share = z.number().nullable().describe('0 to 1; null where undefined.');

export const answerMetricsSchema = z.looseObject({
  n: count,
  figures: perMetric(z.number()).describe('Those of the task; null where undefined.'),
  intervals: perMetric(interval).describe('Bootstrap intervals.'),
  unreadable: count.describe('Answers that are not in the form of the task; wrong in every figure.'),
  groups: z
    .array(
      z.looseObject({
        name: text,
        precision: share,
        recall: share,
        f1: share,
        overlap_f1: share.describe('Of types: F1 where an overlap suffices.'),
        support: count.describe('Wanted.'),
        predicted: count.describe('Given.'),
      }),
    )
    .describe('Labels, types or fields, weakest first; empty where the task has none.'),
  scores: z.array(count).describe('Records by score: [0, 0.1), … [0.9, 1), and exactly 1.'),
});

const answer = z.looseObject({
  answer: text,
  score: z.number().describe('How much of it is right, 0 to 1.'),
  readable: z.boolean(),
});

export const outcomesSchema = z.array(
  z.looseObject({
    id: text,
    text,
    truth: text,
    answers: z.looseObject({
      base: answer.exactOptional(),
      tuned: answer.exactOptional(),
      production: answer.exactOptional(),
    }),
  }),
);

export const answerComparisonSchema = z.looseObject({
  metric,
  difference: z.number().describe('candidate − reference.'),
  interval: interval.describe('Paired bootstrap over records.'),
  cautious_low: z
    .number()
    .exactOptional()
    .describe('Lower bound of the difference that also allows for losses which so few records may not show.'),
  p: z.number().describe('Two-sided test that exchanges answers record by record.'),
  candidate_better: count,
  reference_better: count,
  parts: z
    .array(classDifference)
    .exactOptional()
    .describe('F1 of each label, type or field; absent where the task has none.'),
});

/** An evaluation of answers that were written. */
export const answerEvaluationSchema = z
  .looseObject({
    format: z.literal(1),
    task: z.enum(TASK_KINDS).exclude(['classification']),
    n: count.describe('Test records.'),
    test_digest: text,
    evaluated_at: text.describe('ISO 8601.'),
    confidence: z.number().describe('Of every interval, 0 to 1.'),
    bootstrap_draws: count,
    systems: z.looseObject({
      base: answerMetricsSchema,
      tuned: answerMetricsSchema,
      production: answerMetricsSchema.nullable(),
    }),
    production: z.looseObject({ name: text, version: count }).nullable(),
    comparisons: z.array(
      answerComparisonSchema.extend({ candidate: z.enum(SYSTEM_IDS), reference: z.enum(SYSTEM_IDS) }),
    ),
    production_slices: slicesSchema
      .exactOptional()
      .describe(
        "Tuned − production by the task's main figure in each part of the slices that the gate names.",
      ),
    peers: z
      .array(
        z.looseObject({
          id: z.enum(PEER_IDS),
          metrics: answerMetricsSchema,
          comparison: answerComparisonSchema,
        }),
      )
      .exactOptional()
      .describe('Whatever else answered the same records; comparison: the tuned model − the peer.'),
    peers_left_out: leftOutSchema.exactOptional(),
    preference: pairsSchema.exactOptional(),
    judge: judgeSchema.exactOptional(),
    cut: cutSchema.exactOptional(),
    worst: outcomesSchema.describe("The tuned model's worst answers, lowest score first; at most 100."),
    regressions: outcomesSchema.describe(
      'Records on which the tuned model is worse than production, else than its base; at most 50.',
    ),
  })
  .describe('Figures of every system whose answers are written.') satisfies z.ZodType<AnswerEvaluation>;
