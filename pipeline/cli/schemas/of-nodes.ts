import { z } from 'zod';

/** `touchstone node start`, printed when the agent begins. */
export const nodeStartSchema = z.object({
  name: z.string(),
  server: z.string(),
  pid: z.number().int(),
});
