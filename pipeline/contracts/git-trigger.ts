import { z } from 'zod';

/** A repository whose commits start a pipeline. */
export const gitTriggerSchema = z.strictObject({
  /** Address of the repository, without credentials. */
  url: z.string().min(1).max(2000),
  branch: z.string().min(1).max(250).default('main'),
  /** Where `touchstone.yaml` lies in it. */
  path: z.string().min(1).max(1000).default('touchstone.yaml'),
});
export type GitTrigger = z.infer<typeof gitTriggerSchema>;
