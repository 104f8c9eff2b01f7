import { z } from 'zod';
import { type AppliedDecision, CONTENT_DIGEST_PATTERN, DECISION_ACTIONS } from '../decisions.ts';
import { REFINE_RULES } from '../quality.ts';
import type { DecisionRequest } from '../service.ts';
import type { DecisionView } from '../views.ts';
import { instantSchema, personSchema, reasonSchema, runIdSchema } from './fields.ts';
import { pageOf, pageQueryShape } from './page.ts';
import { requestSchemas, responseSchemas, type ShapeOf } from './shape.ts';

export const decisionIdSchema = z.string().regex(/^dec_[0-9a-z]{1,64}$/);

/** Body of POST /v1/datasets/{name}/decisions: about one record, by content digest or by its id in a run, or one rule. */
export const decisionRequestSchema = z
  .strictObject({
    content: z.string().regex(CONTENT_DIGEST_PATTERN).exactOptional().describe('`content` of a finding'),
    run: runIdSchema.exactOptional().describe('The run that `record` is an id in'),
    record: z.string().min(1).max(1000).exactOptional(),
    rule: z.enum(REFINE_RULES).exactOptional(),
    action: z.enum(DECISION_ACTIONS),
    label: z.string().min(1).max(10_000).exactOptional().describe('The right answer, for `relabel`'),
    by: personSchema,
    reason: reasonSchema,
  } satisfies ShapeOf<DecisionRequest>)
  .register(requestSchemas, { id: 'DecisionRequest' });

/** Body of POST /v1/datasets/{name}/decisions/{id}/withdraw. */
export const withdrawalSchema = z
  .strictObject({ by: personSchema, reason: reasonSchema })
  .register(requestSchemas, { id: 'Withdrawal' });

/** Query of GET /v1/datasets/{name}/decisions. */
export const decisionQuerySchema = z.strictObject({
  ...pageQueryShape,
  all: z.enum(['true', 'false']).exactOptional().describe('true: also those that were withdrawn'),
});

export const decisionSchema = z
  .object({
    id: decisionIdSchema,
    dataset: z.string(),
    content: z.string().nullable(),
    rule: z.enum(REFINE_RULES).nullable(),
    record: z.string().nullable().describe('What the record was called when it was decided about'),
    action: z.enum(DECISION_ACTIONS),
    label: z.string().nullable(),
    by: z.string(),
    reason: z.string(),
    createdAt: instantSchema,
    withdrawn: z.object({ at: instantSchema, by: z.string(), reason: z.string() }).nullable(),
  } satisfies ShapeOf<DecisionView>)
  .register(responseSchemas, { id: 'DatasetDecision' });

/** A decision with what came of it in the run that made a version. */
export const appliedDecisionSchema = z.object({
  content: z.string().nullable(),
  rule: z.enum(REFINE_RULES).nullable(),
  action: z.enum(DECISION_ACTIONS),
  label: z.string().nullable(),
  by: z.string(),
  reason: z.string(),
  records: z.number().int().describe('Records that it was about'),
  overruled: z.boolean(),
} satisfies ShapeOf<AppliedDecision>);

export const decisionPageSchema = pageOf('DatasetDecisionPage', decisionSchema);
