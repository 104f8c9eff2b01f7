import { z } from 'zod';
import { GATE_RULES, type GateResult, type GateRuleResult } from '../gate.ts';
import type { AliasMove, HeadlineMetrics, Lineage, ModelVersion } from '../registry.ts';
import { treeRefSchema } from './artifact.ts';
import { appliedDecisionSchema } from './decision.ts';
import {
  aliasSchema,
  digestSchema,
  instantSchema,
  localizedSchema,
  personSchema,
  reasonSchema,
  verdictSchema,
  versionNumberSchema,
} from './fields.ts';
import { generatedLineageSchema } from './generation.ts';
import { pageOf } from './page.ts';
import { requestSchemas, responseSchemas, type ShapeOf } from './shape.ts';

const baseReferenceSchema = z.object({ id: z.string(), digest: z.string() });

const gateRuleSchema = z.object({
  rule: z.enum(GATE_RULES),
  verdict: verdictSchema,
  figures: z.record(z.string(), z.number().nullable()),
  explanation: localizedSchema,
} satisfies ShapeOf<GateRuleResult>);

const gateResultSchema = z
  .object({
    format: z.literal(1),
    verdict: verdictSchema,
    rules: z.array(gateRuleSchema),
  } satisfies ShapeOf<GateResult>)
  .register(responseSchemas, { id: 'GateResult' });

const headlineMetricsSchema = z
  .object({
    n: z.number().int(),
    accuracy: z.number().nullable(),
    macro_precision: z.number().nullable(),
    macro_recall: z.number().nullable(),
    macro_f1: z.number().nullable(),
    primary: z.object({ metric: z.string(), value: z.number() }).exactOptional(),
  } satisfies ShapeOf<HeadlineMetrics>)
  .register(responseSchemas, { id: 'HeadlineMetrics' });

const lineageSchema = z
  .object({
    dataset: z.object({ name: z.string(), digest: digestSchema }),
    test: z.object({ digest: digestSchema }).nullable(),
    spec: z.unknown(),
    stageKeys: z.record(z.string(), z.string()),
    base: baseReferenceSchema,
    codeVersion: z.string(),
    runId: z.string(),
    decided: z.array(appliedDecisionSchema).exactOptional(),
    generated: generatedLineageSchema.exactOptional(),
  } satisfies ShapeOf<Lineage>)
  .register(responseSchemas, { id: 'Lineage' });

export const modelVersionSchema = z
  .object({
    name: z.string(),
    version: z.number().int(),
    createdAt: instantSchema,
    aliases: z.array(aliasSchema),
    stageKey: z.string(),
    runId: z.string(),
    tree: treeRefSchema,
    adapter: treeRefSchema,
    base: baseReferenceSchema,
    metrics: z.object({ base: headlineMetricsSchema, tuned: headlineMetricsSchema }),
    gate: gateResultSchema,
    verdict: verdictSchema,
    override: z.object({ by: z.string(), reason: z.string() }).nullable(),
    lineage: lineageSchema,
  } satisfies ShapeOf<ModelVersion>)
  .register(responseSchemas, { id: 'ModelVersion' });

export const modelVersionPageSchema = pageOf('ModelVersionPage', modelVersionSchema);

export const aliasHistorySchema = z
  .object({
    items: z.array(
      z.object({
        alias: aliasSchema,
        kind: z.enum(['publish', 'promote', 'rollback']),
        from: z.number().int().nullable(),
        to: z.number().int(),
        by: z.string(),
        reason: z.string().nullable(),
        at: instantSchema,
      } satisfies ShapeOf<AliasMove>),
    ),
  })
  .register(responseSchemas, { id: 'AliasHistory' });

/** Body of POST /v1/models/{name}/aliases/{alias}/rollback. */
export const rollbackRequestSchema = z
  .strictObject({
    by: personSchema.describe('Who does it; stays in the history'),
    reason: reasonSchema.nullable().default(null),
  })
  .register(requestSchemas, { id: 'RollbackRequest' });

/** Body of POST /v1/models/{name}/aliases/{alias}. */
export const promoteRequestSchema = z
  .strictObject({ version: versionNumberSchema, ...rollbackRequestSchema.shape })
  .register(requestSchemas, { id: 'PromoteRequest' });
