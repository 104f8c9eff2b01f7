import { z } from 'zod';
import {
  GENERATION_FILTERS,
  GENERATION_METHOD_NAMES,
  type GeneratedLineage,
  type GeneratedShare,
} from '../generation.ts';
import { responseSchemas, type ShapeOf } from './shape.ts';

const count = z.number().int();

const generatedShareSchema = z.object({
  method: z.enum(GENERATION_METHOD_NAMES).nullable(),
  model: z.string().nullable(),
  prompt: z.string().nullable().describe('Id of the prompt, with its version'),
  records: count,
} satisfies ShapeOf<GeneratedShare>);

const generationSchema = z.object({
  method: z.enum(['none', ...GENERATION_METHOD_NAMES]),
  wanted: count,
  generated: count,
  model: z.string().nullable(),
  inside: z.boolean().describe('False: personal data was masked before it left'),
  prompts: z.array(z.string()),
  tried: count,
  yields: z.array(
    z.object({ filter: z.enum(GENERATION_FILTERS), active: z.boolean(), came: count, passed: count }),
  ),
  repaired: count,
  judge_controls: z.object({ tried: count, passed: count }).nullable().exactOptional(),
  masked: count,
  answers: count,
  uncounted: count,
  tokens: z.object({ input: count, output: count }),
  cost: z.number().nullable(),
  seconds: z.number(),
  ended: z.enum(['all_made', 'no_more_tries', 'token_budget', 'cost_budget', 'not_asked_for']),
} satisfies ShapeOf<NonNullable<GeneratedLineage['run']>>);

/** What a model version's lineage tells of records that a text model made. */
export const generatedLineageSchema = z
  .object({
    trained: z.array(generatedShareSchema),
    run: generationSchema.nullable(),
  } satisfies ShapeOf<GeneratedLineage>)
  .register(responseSchemas, { id: 'GeneratedLineage' });
