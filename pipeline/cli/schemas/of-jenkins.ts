import { z } from 'zod';
import { verdictSchema } from '../../contracts/api/fields.ts';

const text = z.string();
const count = z.number().int();

const handle = {
  job: text,
  item: count.nullable().describe("Number of the queue's item"),
  number: count.nullable().describe('Number of the build; null: not begun'),
  key: text.nullable(),
};

export const jenkinsCheckSchema = z.object({
  checks: z.array(
    z.object({
      id: text,
      name: text,
      status: z.enum(['ok', 'warn', 'fail']),
      code: text.nullable(),
      detail: text,
      advice: text,
    }),
  ),
});

export const jenkinsSetUpSchema = z.object({ job: text, outcome: text, parts: z.array(text) });

const endedSchema = z.object({
  ...handle,
  result: text,
  seconds: z.number(),
  description: text.nullable(),
  artifacts: z.array(text),
  run_id: text.nullable(),
  verdict: verdictSchema.nullable(),
  out: text.nullable(),
});

/** `touchstone jenkins trigger`: the build as it was put into the queue, or with `--follow` as it ended. */
export const jenkinsTriggerSchema = z.union([
  endedSchema,
  z.object({ ...handle, known: z.boolean(), reference: text }),
]);

export const jenkinsFollowSchema = endedSchema;

export const jenkinsStopSchema = z.object({ ...handle, stopped: text });

export const jenkinsLogSchema = z.object({ job: text, number: count.nullable(), text, more: z.boolean() });
