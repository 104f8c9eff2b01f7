import { z } from 'zod';
import { instantSchema, runIdSchema } from '../../contracts/api/fields.ts';
import { problemSchema } from '../../contracts/api/problem.ts';
import { runEventSchema } from '../../contracts/api/run-event.ts';
import type { RunEventBody } from '../../contracts/events.ts';
import type { Problem } from '../../contracts/problem.ts';

/** Work that a command does itself, without a service. */
export const OWN_WORK = ['check', 'compare', 'convert', 'generate', 'evaluate'] as const;

/** What a line that is drawn again and again says, as a program wants to know it. */
export type ProgressFact =
  | { readonly type: 'upload'; readonly file: string; readonly sent: number; readonly total: number }
  | { readonly type: 'work'; readonly work: (typeof OWN_WORK)[number]; readonly percent: number };

/** One line of `--progress json`. */
export type ProgressLine = { readonly at: string } & (
  | ProgressFact
  | { readonly type: 'message'; readonly text: string }
  | { readonly type: 'event'; readonly run: string; readonly seq: number; readonly event: RunEventBody }
  | { readonly type: 'lost'; readonly seconds: number }
  | { readonly type: 'error'; readonly error: Problem }
);

const at = instantSchema;

/** Kinds and fields may be added to lines; programs let pass what they do not know. */
export const progressLineSchema: z.ZodType<ProgressLine> = z.union([
  z.object({ type: z.literal('message'), at, text: z.string().describe('For people, in their language') }),
  z.object({
    type: z.literal('upload'),
    at,
    file: z.string(),
    sent: z.number().int().describe('Bytes'),
    total: z.number().int().describe('Bytes'),
  }),
  z.object({
    type: z.literal('work'),
    at,
    work: z.enum(OWN_WORK),
    percent: z.number().describe('0–100'),
  }),
  z.object({
    type: z.literal('event'),
    at,
    run: runIdSchema,
    seq: z.number().int(),
    event: runEventSchema.shape.body,
  }),
  z.object({
    type: z.literal('lost'),
    at,
    seconds: z.number().describe('How long the service is waited for'),
  }),
  z.object({ type: z.literal('error'), at, error: problemSchema }),
]);
