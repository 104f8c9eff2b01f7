import { z } from 'zod';

const turn = z.strictObject({ prefix: z.string(), suffix: z.string() });

/** How a conversation becomes text for a model. Declarative: no template language is ever executed. */
export const chatFormatSchema = z.strictObject({
  id: z.string(),
  /** Text of the begin-of-sequence token, '' for none. */
  bos: z.string(),
  turns: z.strictObject({
    /** null: a system turn is put before the first user turn, with a blank line between. */
    system: turn.nullable(),
    user: turn,
    assistant: turn,
  }),
});
export type ChatFormat = z.infer<typeof chatFormatSchema>;

export const baseSourceSchema = z.discriminatedUnion('kind', [
  /** A Python package with an `assemble()` that returns the path of a GGUF file. */
  z.strictObject({ kind: z.literal('package'), package: z.string(), module: z.string() }),
  /** A Python package that carries the file in its folder. */
  z.strictObject({
    kind: z.literal('package_file'),
    package: z.string(),
    module: z.string(),
    file_glob: z.string(),
  }),
  z.strictObject({ kind: z.literal('gguf'), path: z.string() }),
  z.strictObject({ kind: z.literal('directory'), path: z.string() }),
  z.strictObject({ kind: z.literal('hub'), id: z.string(), revision: z.string() }),
]);
export type BaseSource = z.infer<typeof baseSourceSchema>;

/** One entry of the catalogue of base models. */
export const baseEntrySchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,62}$/),
  family: z.string(),
  title: z.string(),
  parameters: z.number().int().positive(),
  licence: z.strictObject({ name: z.string(), url: z.string(), notice: z.string() }),
  /** Who made it, and from which country: procurement rules in Taiwan ask. */
  maker: z.strictObject({ name: z.string(), country: z.string().length(2) }),
  context_length: z.number().int().positive(),
  languages: z.array(z.string()),
  chat_format: z.string(),
  source: baseSourceSchema,
  /** Expected digest of the source, where it is fixed; what is brought in by hand has one of its own. */
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  memory: z.strictObject({ train_gib: z.number().positive(), infer_gib: z.number().positive() }),
});
export type BaseEntry = z.infer<typeof baseEntrySchema>;

/** A base model that lies ready in the base store. */
export interface BaseModel {
  readonly id: string;
  /** Digest of the source's bytes: what a lineage names. */
  readonly digest: string;
  /** Canonical directory: config.json, safetensors, tokenizer. */
  readonly directory: string;
  readonly chatFormat: ChatFormat;
  readonly licence: BaseEntry['licence'];
  readonly parameters: number;
  readonly contextLength: number;
}

export interface BaseStore {
  /** The base model, made ready first if its weights can be reached. Errors: `BASE_UNKNOWN`, `BASE_UNREACHABLE`. */
  ensure(
    id: string,
    options?: { signal?: AbortSignal; onProgress?(percent: number): void },
  ): Promise<BaseModel>;
}
