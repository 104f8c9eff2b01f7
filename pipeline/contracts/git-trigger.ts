import { z } from 'zod';
import { LANGUAGES } from './names.ts';
import { secretNameSchema } from './secret.ts';

export const FORGES = ['github', 'gitlab', 'gitea'] as const;
/** Programs that host repositories, send webhooks and take commit statuses. */
export type Forge = (typeof FORGES)[number];

/** What git itself takes for a branch, without the characters that shells, refspecs and terminals give a meaning. */
export const BRANCH =
  /^(?![-./])(?!.*(?:\.\.|\/\/|\/\.|@\{|\.lock(?:\/|$)))[\p{L}\p{N}._/@+#=-]{1,200}(?<![./])$/u;

/** A path in a repository as people write it; what may be read is decided when it is. */
export const repositoryPathSchema = z.string().min(1).max(1000);

const webhook = z.strictObject({
  forge: z.enum(FORGES),
  /** Name of the secret that forge and service share. */
  secret: secretNameSchema,
});

const status = z.strictObject({
  forge: z.enum(FORGES),
  /** Name of the secret that holds a token with the right to write commit statuses. */
  token: secretNameSchema,
  /** Root of the forge's API. Left out: as it follows from the repository's address. */
  api: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .exactOptional(),
  /** How the status is called, beside those of other systems. */
  context: z
    .string()
    .regex(/^[\w./ -]{1,100}$/)
    .default('touchstone'),
  language: z.enum(LANGUAGES).default(LANGUAGES[0]),
});

/** The Git part of a pipeline: which repository holds the dataset, and how its commits are noticed. */
export const gitTriggerSchema = z.strictObject({
  url: z.string().min(1).max(2000),
  /** null: the one that the repository calls its own (HEAD). */
  branch: z.string().regex(BRANCH).nullable().default(null),
  /** The file that says what the dataset is. */
  path: repositoryPathSchema.default('touchstone.yaml'),
  /** Name of the secret that lets us read: a token for https (`user:token`, or the token alone), a private key for ssh. */
  credentials: secretNameSchema.nullable().default(null),
  /** Minutes between looks at the branch; null: webhooks alone. */
  poll_minutes: z.number().int().min(1).max(10_080).nullable().default(15),
  webhook: webhook.nullable().default(null),
  /** Tells the forge what came of a commit; null: it is told nothing. */
  status: status.nullable().default(null),
});

export type GitTrigger = z.output<typeof gitTriggerSchema>;
export type GitTriggerInput = z.input<typeof gitTriggerSchema>;
