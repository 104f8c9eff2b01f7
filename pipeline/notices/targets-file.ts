import { z } from 'zod';
import { LANGUAGES } from '../contracts/names.ts';
import { NOTICE_TOPICS } from '../contracts/notices.ts';
import { registryNameSchema } from '../contracts/spec.ts';

/** The file that TOUCHSTONE_NOTICES names, as it is written; docs/notices.md explains each field. */

/** Where a secret stands: never in the file itself. */
export const secretSchema = z.union([
  z.strictObject({ env: z.string().regex(/^[A-Z][A-Z0-9_]{0,100}$/, 'must be the name of a variable') }),
  z.strictObject({ file: z.string().min(1).max(1000) }),
]);
export type SecretReference = z.infer<typeof secretSchema>;

/** One address and nothing else: no name, list, quote, space or line break that could become a header. */
const addressSchema = z
  .string()
  .max(254)
  .regex(
    /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/,
    'must be one e-mail address',
  );

const hostSchema = z
  .string()
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?$/, 'must be a host name or an address');
const urlSchema = z.union([z.string().max(2000), secretSchema]);

const common = {
  language: z.enum(LANGUAGES).default('zh-TW'),
  on: z.array(z.enum(NOTICE_TOPICS)).min(1).default(['judged', 'waiting', 'failed', 'refused']),
  /** Registry names; left out: all. */
  names: z.array(registryNameSchema).min(1).nullable().default(null),
  /** True: in the organisation's own network, which private addresses need. */
  inside: z.boolean().default(false),
  /** PEM file with the certificates that this target's is to be signed by; left out: those that Node trusts. */
  ca_file: z.string().min(1).max(1000).nullable().default(null),
  timeout_seconds: z.int().min(1).max(60).default(20),
};

const webhookSchema = z.strictObject({
  ...common,
  kind: z.literal('webhook'),
  url: urlSchema,
  /** `whsec_…`; several with spaces between while one is being replaced by another. */
  secret: secretSchema,
});

const chatSchema = z.strictObject({
  ...common,
  kind: z.enum(['slack', 'mattermost', 'teams']),
  /** Who knows the address can post: better a secret. */
  url: urlSchema,
});

const emailSchema = z.strictObject({
  ...common,
  kind: z.literal('email'),
  from: addressSchema,
  from_name: z
    .string()
    .max(100)
    .regex(/^\P{Cc}*$/u)
    .default('Touchstone 試金石'),
  to: z.array(addressSchema).min(1).max(50),
  smtp: z.strictObject({
    host: hostSchema,
    /** 587, 465 with `tls`, 25 with `none`, where it is left out. */
    port: z.int().min(1).max(65535).nullable().default(null),
    /** `starttls` insists on it; `none` is for a relay inside alone. */
    security: z.enum(['starttls', 'tls', 'none']).default('starttls'),
    user: z.string().min(1).max(320).nullable().default(null),
    password: secretSchema.nullable().default(null),
  }),
});

const targetSchema = z.discriminatedUnion('kind', [webhookSchema, chatSchema, emailSchema]);
export type WrittenTarget = z.infer<typeof targetSchema>;
export type WrittenEmail = z.infer<typeof emailSchema>;

/** As the Standard Webhooks convention proposes: within a second try after 5 s, the last after some three days. */
const RETRY_SECONDS = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];

export const targetsFileSchema = z.strictObject({
  /** Waits between tries; their number is that of the tries after the first. */
  retry_seconds: z.array(z.number().min(0.01).max(604_800)).min(1).max(20).default(RETRY_SECONDS),
  off_after_hours: z.number().min(0.001).max(8760).default(120),
  targets: z.record(
    z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/, 'must be lower-case letters, digits, - and _'),
    targetSchema,
  ),
});
export type TargetsFile = z.infer<typeof targetsFileSchema>;
