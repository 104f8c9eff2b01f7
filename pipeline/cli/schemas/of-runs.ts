import { z } from 'zod';
import { stageNameSchema, verdictSchema } from '../../contracts/api/fields.ts';
import { problemSchema } from '../../contracts/api/problem.ts';
import { runSchema, runStatusSchema, stageStatusSchema } from '../../contracts/api/run.ts';
import { RUN_STATUSES } from '../../contracts/names.ts';
import { FINDING_ACTIONS, REFINE_RULES } from '../../contracts/quality.ts';
import type { RunResult } from '../commands/run-result.ts';

const text = z.string();
const count = z.number().int();

const headlines = z
  .object({
    n: count,
    accuracy: z.number().nullable(),
    macro_precision: z.number().nullable(),
    macro_recall: z.number().nullable(),
    macro_f1: z.number().nullable(),
    primary: z.object({ metric: text, value: z.number() }).exactOptional(),
  })
  .describe('Figures on the test records; null where the task has no such figure');

/** What every command prints that starts, follows, resumes or cancels a run. */
export const runResultSchema: z.ZodType<RunResult> = z
  .object({
    run_id: text.nullable(),
    name: text.nullable(),
    status: z
      .enum([...RUN_STATUSES, 'error', 'interrupted'])
      .describe('error: there is no run; interrupted: the command stopped following it'),
    verdict: verdictSchema.nullable(),
    reused: z.boolean().describe('The same command had started the run before'),
    metrics: z.object({ base: headlines.nullable(), tuned: headlines.nullable() }),
    model: z.object({ name: text, version: count }).nullable().describe('The version that was published'),
    report: text.nullable().describe("Path of the report's page"),
    stages: z.array(
      z.object({ name: text, status: text, cached: z.boolean(), seconds: z.number().nullable() }),
    ),
    error: problemSchema.nullable(),
  })
  .describe('A run as it stands when the command ends');

export const runListSchema = z.object({ items: z.array(runSchema) });

/** `touchstone report`. */
export const reportPathSchema = z.object({ run_id: text, report: text.nullable() });

/** `touchstone runs stage`. */
export const stageEndSchema = z.object({
  run_id: text,
  stage: stageNameSchema.exactOptional(),
  status: stageStatusSchema.exactOptional(),
  cached: z.boolean().exactOptional(),
  seconds: z.number().nullable().exactOptional(),
  error: problemSchema.nullable(),
});

/** `touchstone runs summary`. */
export const summarySchema = z.object({
  run: text,
  name: text,
  status: runStatusSchema,
  verdict: verdictSchema.nullable(),
  version: count.nullable(),
  metric: text.nullable(),
  tuned: z.number().nullable(),
  base: z.number().nullable(),
  production: z.number().nullable(),
  headline: text,
  badge: text,
  reason: text.nullable(),
  report: text.nullable(),
});

export const findingSchema = z.object({
  record: text,
  content: text,
  rule: z.enum([...REFINE_RULES, 'decision']),
  action: z.enum(FINDING_ACTIONS),
  with: text.nullable(),
  evidence: text,
  decision: z.object({ by: text, reason: text }).exactOptional(),
});

/** `touchstone runs findings`. */
export const findingListSchema = z.object({
  run_id: text,
  items: z.array(findingSchema.extend({ title: text, explanation: text })),
  files: z.array(text),
});

/** `touchstone runs generated`. */
export const savedRecordsSchema = z.object({
  run_id: text,
  file: text,
  records: count,
  format: text,
  container: text,
  compression: text,
});

/** `touchstone runs compare`: `comparison.json`, and where its page lies. */
export const comparisonSchema = z.object({
  format: z.literal(1),
  made_at: text,
  task: text,
  metrics: z.array(z.object({ id: text })),
  runs: z.array(z.object({ id: text, name: text, figures: z.array(z.object({ value: z.number() })) })),
  same_test: z.boolean(),
  pairs: z.array(z.object({ run: text, reference: text, macro_f1_p: z.number() })),
  page: text,
});
