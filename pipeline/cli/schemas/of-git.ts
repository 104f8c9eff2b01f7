import { z } from 'zod';

const text = z.string();

const uploadSchema = z.object({
  filename: text,
  paths: z.array(text).describe('Files of the repository that it is made of'),
  bytes: z.number().int(),
});

/** `touchstone git check`: what a run would take from a repository. */
export const gitCheckSchema = z.object({
  commit: z.object({ id: text, branch: text, subject: text, at: text }),
  name: text.nullable().describe('Registry name that the repository names'),
  content: text.describe('The same for commits with the same data, test and spec'),
  dataset: uploadSchema,
  test: uploadSchema.nullable(),
  spec: z.unknown(),
  usable: z.literal(true),
});
