import { z } from 'zod';

/**
 * What a trigger asks for. Kept as JSON while the trigger is pending, and parsed again when it is decided about.
 * `request`: what is said, as it is said. `pipeline`: what is kept for the name; `dataset` null: its newest version.
 */
export const askedWorkSchema = z.discriminatedUnion('of', [
  z.strictObject({
    of: z.literal('request'),
    dataset: z.string(),
    test: z.string().nullable(),
    spec: z.unknown(),
    /** A run of its own, even where an equal one is under way. */
    again: z.boolean(),
    only_if_changed: z.boolean(),
  }),
  z.strictObject({
    of: z.literal('pipeline'),
    dataset: z.string().nullable(),
    again: z.boolean(),
    only_if_changed: z.boolean(),
  }),
]);
export type AskedWork = z.infer<typeof askedWorkSchema>;
