import { z } from 'zod';
import type { FileReportModel } from '../../pipeline/contracts/file-report.ts';
import { biasSchema, figuresSchema } from './figures-schema.ts';

const text = z.string();

/** The shape of `report.json` of a file of predictions. Objects may gain fields within a format. */
export const fileReportSchema = z
  .looseObject({
    format: z.literal(1),
    kind: z.literal('file_evaluation'),
    name: text.describe("The file's name."),
    made_at: text.describe('ISO 8601.'),
    figures: figuresSchema,
    bias: biasSchema
      .nullable()
      .exactOptional()
      .describe('What names, gender and origin change; null without answers to swapped records.'),
    warnings: z.array(z.looseObject({ 'zh-TW': text, en: text })),
    wrong: z
      .array(
        z.looseObject({
          id: text,
          text: text.nullable(),
          truth: text,
          answer: text,
          confidence: z.number().nullable().describe('Probability given to the answer, 0 to 1.'),
          baseline: text.nullable(),
        }),
      )
      .describe(
        'Wrong answers by confusion, the most frequent confusion first and in each the surest mistake; at most 200.',
      ),
  })
  .describe('A Touchstone report on a file of predictions.') satisfies z.ZodType<FileReportModel>;
