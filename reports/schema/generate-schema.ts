import { z } from 'zod';
import {
  GENERATION_FILTERS,
  GENERATION_METHOD_NAMES,
  type GeneratedShare,
  type GenerateReport,
} from '../../pipeline/contracts/generation.ts';

const count = z.number().int().min(0);
const text = z.string();

export const generateSchema = z
  .looseObject({
    method: z.enum(['none', ...GENERATION_METHOD_NAMES]),
    wanted: count,
    generated: count.describe('Records made that passed every filter.'),
    model: text.nullable(),
    inside: z.boolean().describe('False: personal data was masked before it left.'),
    prompts: z.array(text).describe('Ids of the prompts used, with their versions.'),
    tried: count,
    yields: z
      .array(
        z.looseObject({
          filter: z.enum(GENERATION_FILTERS),
          active: z.boolean(),
          came: count,
          passed: count,
        }),
      )
      .describe('Tries that came to each filter and passed it, in their order.'),
    repaired: count.describe('Answers that were mended to be JSON of the schema.'),
    judge_controls: z
      .looseObject({ tried: count, passed: count })
      .nullable()
      .exactOptional()
      .describe('Worthless texts that the judge was shown, and how many it let pass.'),
    per_label: z.array(z.looseObject({ label: text, records: count })),
    masked: count.describe('Pieces of personal data masked before they left.'),
    answers: count,
    uncounted: count.describe('Answers whose tokens were not told and are counted by their bytes.'),
    tokens: z.looseObject({ input: count, output: count }),
    cost: z.number().nullable().describe('In the currency of the price set; null where none is.'),
    seconds: z.number(),
    ended: z.enum(['all_made', 'no_more_tries', 'token_budget', 'cost_budget', 'not_asked_for']),
  })
  .describe('What a text model added to the dataset.') satisfies z.ZodType<GenerateReport>;

export const generatedShareSchema = z.looseObject({
  method: z.enum(GENERATION_METHOD_NAMES).nullable().describe('Null where an uploaded record does not tell.'),
  model: text.nullable(),
  prompt: text.nullable().describe('Id of the prompt, with its version.'),
  records: count,
}) satisfies z.ZodType<GeneratedShare>;
