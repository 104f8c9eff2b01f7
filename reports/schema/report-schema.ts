import { z } from 'zod';
import { TRIGGERS } from '../../pipeline/contracts/names.ts';
import type { AnyReportModel } from '../../pipeline/contracts/report.ts';
import { answerEvaluationSchema } from './answer-schema.ts';
import { intakeSchema, refineSchema, splitSchema, trainingSchema } from './data-schema.ts';
import { evaluationSchema, gateSchema } from './evaluation-schema.ts';
import { detailsSchema } from './figures-schema.ts';
import { generateSchema } from './generate-schema.ts';
import { localizedSchema } from './metric-schema.ts';
import { resourcesSchema } from './resources-schema.ts';

const text = z.string();
const digest = text.describe('sha256 in lower-case hex.');

const causeSchema = z
  .looseObject({
    kind: z.enum(TRIGGERS),
    by: text.nullable(),
    reason: text.nullable(),
    link: text.nullable(),
    commit: z.looseObject({ repository: text, branch: text.nullable(), id: text }).nullable(),
    due: text.nullable().describe('The moment that a schedule named.'),
  })
  .describe('What started the run.');

/** The shape of `report.json`. Objects may gain fields within a format; what a field means never changes. */
export const reportSchema = z
  .looseObject({
    format: z.literal(1),
    name: text.describe('Registry name that the model is published under.'),
    made_at: text.describe('ISO 8601.'),
    started_by: causeSchema.exactOptional(),
    dataset: z.looseObject({ digest }),
    test: z.looseObject({ digest }).nullable().describe("The user's own test file, or null."),
    base: z.looseObject({
      id: text,
      digest,
      licence: z.looseObject({ name: text, url: text, notice: text }),
      parameters: z.number(),
    }),
    spec: z.unknown().describe('The pipeline spec as it was run, with its defaults.'),
    decisions: z
      .array(z.looseObject({ field: text, value: z.unknown(), reason: localizedSchema }))
      .describe('What each `auto` in the spec became, and why.'),
    intake: intakeSchema,
    generate: generateSchema.exactOptional(),
    refine: refineSchema,
    split: splitSchema,
    training: trainingSchema,
    look: z
      .looseObject({ test_digest: text, number: z.number().int().min(1) })
      .exactOptional()
      .describe('The how-manieth model it is that was judged by this test set.'),
    previous: z
      .looseObject({
        made_at: text,
        merit: z.looseObject({
          metric: text,
          name: localizedSchema,
          value: z.number(),
          interval: z.tuple([z.number(), z.number()]),
        }),
        same_test: z.boolean(),
        train: z.looseObject({ before: z.number(), after: z.number() }),
        settings: z.array(z.looseObject({ field: text, before: z.unknown(), after: z.unknown() })),
        advice: z.array(
          z.looseObject({
            id: text,
            evidence: z.unknown(),
            state: z.enum(['settled', 'less', 'same', 'more']),
          }),
        ),
      })
      .nullable()
      .exactOptional()
      .describe('What became of the advice of the report before, on another model of the same name.'),
    evaluation: z
      .union([evaluationSchema, answerEvaluationSchema])
      .describe('By its field `task`: of a classification, or of answers that were written.'),
    details: detailsSchema.nullable().exactOptional(),
    gate: gateSchema,
    resources: resourcesSchema.exactOptional(),
    code_version: text,
  })
  .describe('A Touchstone report: everything that its pages say.') satisfies z.ZodType<AnyReportModel>;
