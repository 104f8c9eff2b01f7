import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { chatFormatSchema } from '../../contracts/base.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { type ExportFormat, formatsOf, METHOD_NAMES } from '../../contracts/methods.ts';
import type { ModelVersion } from '../../contracts/registry.ts';
import type { ExportJob } from '../../contracts/trainer.ts';
import type { Client } from '../client.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { saveTree } from '../save-tree.ts';

/** What the trainer makes of a version; `peft` is what a version holds anyway. */
export type MadeFormat = Exclude<ExportFormat, 'peft'>;

export interface ExportOptions {
  readonly out?: string;
  /** Left out: everything that the version consists of. */
  readonly format?: MadeFormat;
}

/** The part of `prompt.json` that an export needs. */
const promptSchema = z.looseObject({
  prompt: z.strictObject({ id: z.string(), system: z.string().nullable(), user: z.string() }),
  chat_format: chatFormatSchema,
});
const trainingSchema = z.looseObject({ method: z.enum(METHOD_NAMES).default('lora') });
const filesSchema = z.looseObject({
  files: z.array(z.object({ path: z.string(), sha256: z.string(), bytes: z.number() })),
});

/** Fetches what a version consists of, each file checked against its digest, or hands it over in the form of a server. */
export async function exportModel(
  cli: Cli,
  name: string,
  version: string,
  { out, format }: ExportOptions,
): Promise<number> {
  const client = await cli.client();
  const model = await client.showModel(name, version);
  const suffix = format === undefined ? '' : `-${format}`;
  const path = resolve(out ?? `${model.name}-v${model.version}${suffix}`);
  const files =
    format === undefined
      ? await saveVersion(cli, client, model, path)
      : await inForm(cli, client, model, format, path);
  cli.result({ name: model.name, version: model.version, path, files }, [
    cli.say('exported', { name: model.name, version: model.version, path }),
  ]);
  return EXIT.pass;
}

interface ExportedFile {
  readonly path: string;
  readonly digest: string;
  readonly bytes: number;
}

async function saveVersion(
  cli: Cli,
  client: Client,
  model: ModelVersion,
  path: string,
): Promise<readonly ExportedFile[]> {
  const files = await client.listModelFiles(model.name, model.version);
  const root = `/v1/models/${encodeURIComponent(model.name)}/versions/${model.version}/files`;
  await saveTree({ ...files, digest: model.tree.digest }, path, (entry) =>
    client.open(`${root}/${entry.path.split('/').map(encodeURIComponent).join('/')}`, cli.interrupt),
  );
  return files.files;
}

/** Made on this machine, by its own trainer with its own copy of the base. Errors: `EXPORT_METHOD`, `EXPORT_BASE`, the trainer's. */
async function inForm(
  cli: Cli,
  client: Client,
  model: ModelVersion,
  format: MadeFormat,
  path: string,
): Promise<readonly ExportedFile[]> {
  if ((await readdir(path).catch(() => [])).length > 0) {
    throw new TouchstoneError('CLI_OUTPUT_EXISTS', { params: { path } });
  }
  const temporary = await mkdtemp(join(tmpdir(), 'touchstone-export-'));
  try {
    const version = join(temporary, 'version');
    await saveVersion(cli, client, model, version);
    const { method } = await readPart(version, 'training.json', trainingSchema);
    const formats = formatsOf(method);
    if (!formats.includes(format)) {
      throw new TouchstoneError('EXPORT_METHOD', { params: { method, format, formats: formats.join(', ') } });
    }
    const asked = await readPart(version, 'prompt.json', promptSchema);
    // Loaded here, because most commands need neither trainer nor bases.
    const { localRooms } = await import('../../main/model-rooms.ts');
    const { model: work, bases } = localRooms({ settings: cli.settings(), environment: cli.environment });
    const base = await bases.ensure(model.base.id, { signal: cli.interrupt });
    if (base.digest !== model.base.digest) {
      const params = { id: base.id, found: base.digest, expected: model.base.digest };
      throw new TouchstoneError('EXPORT_BASE', { params });
    }
    const job: ExportJob = {
      verb: 'export',
      base_dir: base.directory,
      adapter_dir: join(version, 'adapter'),
      out_dir: path,
      format,
      name: `${model.name}-v${model.version}`,
      chat_format: asked.chat_format,
      prompt: asked.prompt,
    };
    const made = await work.run(job, { onProgress: () => undefined, signal: cli.interrupt });
    return filesSchema.parse(made).files.map(({ path, sha256, bytes }) => ({ path, digest: sha256, bytes }));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** A JSON file of the version. Error: `EXPORT_VERSION` where it is missing, or not what it should be. */
async function readPart<T>(directory: string, file: string, schema: z.ZodType<T>): Promise<T> {
  try {
    return schema.parse(JSON.parse(await readFile(join(directory, file), 'utf8')));
  } catch (cause) {
    throw new TouchstoneError('EXPORT_VERSION', { params: { file }, cause });
  }
}
