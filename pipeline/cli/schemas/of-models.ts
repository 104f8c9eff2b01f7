import { z } from 'zod';
import { figuresSchema } from '../../../reports/schema/figures-schema.ts';
import { aliasSchema, verdictSchema } from '../../contracts/api/fields.ts';
import { modelVersionSchema } from '../../contracts/api/model.ts';
import { ANSWER_METRICS } from '../../contracts/tasks.ts';

const text = z.string();
const count = z.number().int();

export const modelListSchema = z.object({ items: z.array(modelVersionSchema) });

const moveSchema = z.object({
  alias: aliasSchema,
  from: count.nullable(),
  to: count,
  by: text,
  reason: text.nullable(),
  at: text,
});

/** `touchstone models show`: one version, or all of a name with the history of its aliases. */
export const shownModelSchema = z.union([
  modelVersionSchema,
  z.object({ name: text, versions: z.array(modelVersionSchema), history: z.array(moveSchema) }),
]);

/** `touchstone models export`. */
export const exportedSchema = z.object({
  name: text,
  version: count,
  path: text,
  files: z.array(z.object({ path: text, digest: text, bytes: count })),
});

/** `touchstone models history`: `history.json`, and where its page lies. */
export const historySchema = z.object({
  format: z.literal(1),
  name: text,
  made_at: text,
  versions: z.array(
    z.object({ version: count, verdict: verdictSchema, run: text, tuned: z.object({ value: z.number() }) }),
  ),
  left_out: count,
  moves: z.array(moveSchema),
  page: text,
});

const told = { warnings: z.array(text), report: text.nullable().describe("Path of the report's page") };

const answerFigures = Object.fromEntries(
  Object.keys(ANSWER_METRICS).map((id) => [id, z.number().nullable().exactOptional()]),
);

/** `touchstone evaluate`: labels, or with `--task` answers that are written. */
export const evaluatedSchema = z.union([
  figuresSchema.extend({
    ...told,
    endpoint: z.looseObject({ model: text, unreadable: count, unanswered: count }).exactOptional(),
  }),
  z.looseObject({
    format: z.literal(1),
    task: text,
    n: count,
    ...answerFigures,
    intervals: z.looseObject({}),
    unreadable: count,
    ...told,
  }),
]);
