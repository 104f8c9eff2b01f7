import { z } from 'zod';
import { DIGEST_PATTERN } from '../artifact.ts';
import { ALIASES, LANGUAGES, STAGE_NAMES, VERDICTS } from '../names.ts';

/** Fields that several requests and answers share. */

export const runIdSchema = z.string().regex(/^run_[0-9a-z]{1,64}$/);
/** 2 to 6 different runs, with commas between. */
export const comparedRunsSchema = z
  .string()
  .max(500)
  .transform((text) => text.split(','))
  .pipe(z.array(runIdSchema).min(2).max(6))
  .refine((ids) => new Set(ids).size === ids.length, 'each run once');
export const datasetVersionIdSchema = z.string().regex(/^dsv_[0-9a-z]{1,64}$/);
export const digestSchema = z.string().regex(DIGEST_PATTERN);
export const stageNameSchema = z.enum(STAGE_NAMES);
export const aliasSchema = z.enum(ALIASES);
export const verdictSchema = z.enum(VERDICTS);
/** Name of an output of a stage. */
export const outputNameSchema = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/);
/** Path of a file in a tree; `/` separates its parts. */
export const treePathSchema = z.string().min(1).max(1000);
/** A moment in UTC, ISO 8601. */
export const instantSchema = z.string();
export const versionNumberSchema = z.number().int().min(1).max(2147483647);

/** Who did something, as people write it: one line. */
export const personSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}]*$/u);
export const reasonSchema = z.string().min(1).max(2000);

export const localizedSchema = z.object(
  Object.fromEntries(LANGUAGES.map((language) => [language, z.string()])) as Record<
    (typeof LANGUAGES)[number],
    z.ZodString
  >,
);
