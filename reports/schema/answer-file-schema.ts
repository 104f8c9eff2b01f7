import { z } from 'zod';
import type { AnswerFileReportModel } from '../../pipeline/contracts/answer-figures.ts';
import { LANGUAGES, TASK_KINDS } from '../../pipeline/contracts/names.ts';
import { answerComparisonSchema, answerMetricsSchema, outcomesSchema } from './answer-schema.ts';
import { judgeSchema } from './judge-schema.ts';
import { localizedSchema } from './metric-schema.ts';

const text = z.string();
const count = z.number().int().min(0);

/** The shape of `report.json` of a file of written answers. Objects may gain fields within a format. */
export const answerFileSchema = z
  .looseObject({
    format: z.literal(1),
    kind: z.literal('answer_file_evaluation'),
    name: text.describe("The file's name, or the model's."),
    made_at: text.describe('ISO 8601.'),
    language: z.enum(LANGUAGES).describe('Of what was asked and expected.'),
    figures: z.looseObject({
      format: z.literal(1),
      task: z.enum(TASK_KINDS).exclude(['classification']),
      n: count,
      confidence: z.number().describe('Of every interval, 0 to 1.'),
      bootstrap_draws: count,
      predictions: answerMetricsSchema,
      baseline: answerMetricsSchema.nullable(),
      comparison: answerComparisonSchema.nullable().describe('Predictions − baseline.'),
      judge: judgeSchema.exactOptional().describe('`tuned` are the predictions, `base` the baseline.'),
    }),
    warnings: z.array(localizedSchema),
    worst: outcomesSchema.describe('The worst answers, lowest score first; at most 100.'),
    regressions: outcomesSchema.describe('Records that the baseline answered better; at most 50.'),
  })
  .describe('A Touchstone report on a file of written answers.') satisfies z.ZodType<AnswerFileReportModel>;
