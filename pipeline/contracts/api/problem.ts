import { z } from 'zod';
import { ERRORS, type ErrorCode } from '../errors/table.ts';
import type { Problem, ProblemItem } from '../problem.ts';
import { responseSchemas, type ShapeOf } from './shape.ts';

const codeSchema = z.enum(Object.keys(ERRORS) as ErrorCode[]);

const problemItemSchema = z
  .object({
    code: codeSchema,
    file: z.string().exactOptional(),
    line: z.number().int().exactOptional(),
    field: z.string().exactOptional(),
    message: z.string(),
    expected: z.string().exactOptional(),
    found: z.string().exactOptional(),
    advice: z.string(),
  } satisfies ShapeOf<ProblemItem>)
  .register(responseSchemas, { id: 'ProblemItem' });

/** A fault as it is kept with a run or a stage. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: codeSchema,
    retryable: z.boolean(),
    advice: z.string(),
    errors: z.array(problemItemSchema),
  } satisfies ShapeOf<Problem>)
  .register(responseSchemas, { id: 'Problem' });

/** The body of every answer that is an error: problem+json (RFC 9457). */
export const problemAnswerSchema = z
  .object({ ...problemSchema.shape, instance: z.string().describe('Names this one request in the log') })
  .register(responseSchemas, { id: 'ProblemAnswer' });
