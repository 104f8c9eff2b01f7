import { z } from 'zod';

/** What a program that ran the trainer on another machine writes at the end, however it came about. */
export const awayOutcomeSchema = z.object({
  format: z.literal(1),
  /** Exit status of the trainer; a signal's number below zero. */
  status: z.number().int(),
  result: z.record(z.string(), z.unknown()).nullable(),
  error: z.looseObject({ code: z.string(), message: z.string() }).nullable(),
  log: z.string(),
  files: z
    .array(
      z.object({
        path: z.string(),
        bytes: z.number().int().min(0),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .max(1000),
});
