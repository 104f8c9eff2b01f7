import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { joinBelow } from '../config/safe-path.ts';
import { DIGEST_PATTERN } from '../contracts/artifact.ts';
import type { BaseEntry, BaseModel, BaseStore } from '../contracts/base.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { ErrorCode } from '../contracts/errors/table.ts';
import type { BaseView } from '../contracts/service.ts';
import type { ModelWork } from '../contracts/stage.ts';
import type { Catalogue } from './catalogue.ts';

/** `base.json`, which the trainer's verb `base` writes beside the canonical files. */
const installedSchema = z.looseObject({
  digest: z.string().regex(DIGEST_PATTERN),
  parameters: z.number().int().positive(),
  context_length: z.number().int().positive(),
  files: z.array(z.looseObject({ path: z.string(), bytes: z.number().int().min(0) })),
});
type Installed = z.infer<typeof installedSchema>;

export interface BaseRoomOptions {
  readonly directory: string;
  readonly catalogue: Catalogue;
  readonly work: ModelWork;
  readonly python: string;
}

/** Base models that lie ready: `<directory>/<id>/`, each made once by the trainer and whole or not there at all. */
export class BaseRoom implements BaseStore {
  readonly #options: BaseRoomOptions;
  readonly #making = new Map<string, Promise<void>>();
  #packages: Promise<ReadonlySet<string>> | undefined;

  constructor(options: BaseRoomOptions) {
    this.#options = options;
  }

  async ensure(
    id: string,
    options: { signal?: AbortSignal; onProgress?(percent: number): void } = {},
  ): Promise<BaseModel> {
    const entry = this.#options.catalogue.entry(id);
    const ready = await this.#installed(entry);
    if (ready !== null) return this.#model(entry, ready);
    if ((await this.#stateOf(entry, null)) === 'absent') throw unreachable(entry, describeSource(entry));
    await this.#make(entry, { ...entry.source }, entry.digest, options);
    const made = await this.#installed(entry);
    if (made === null) throw unreachable(entry, 'the files were not written');
    return this.#model(entry, made);
  }

  async list(): Promise<readonly BaseView[]> {
    return Promise.all(
      this.#options.catalogue.entries.map(async (entry) => {
        const installed = await this.#installed(entry);
        return {
          ...entry,
          state: await this.#stateOf(entry, installed),
          installedDigest: installed?.digest ?? null,
        };
      }),
    );
  }

  /**
   * Brings weights in by hand: a model directory or a GGUF file on this machine. Replaces what was there. They are held
   * against `digest` if one is given, and against a file SHA256SUMS beside them if there is one.
   */
  async add(id: string, from: string, digest?: string): Promise<BaseView> {
    const entry = this.#options.catalogue.entry(id);
    if (!isAbsolute(from)) throw unreachable(entry, `"${from}" is not an absolute path`);
    const found = await stat(from).catch(() => null);
    if (found === null) throw unreachable(entry, `there is nothing at ${from}`);
    await this.#make(entry, await sourceAt(from, found.isDirectory()), digest ?? null, {});
    return (await this.list()).find((base) => base.id === id)!;
  }

  /** One maker at a time for each base; the others wait for it. */
  async #make(
    entry: BaseEntry,
    source: Record<string, unknown>,
    digest: string | null,
    options: { signal?: AbortSignal; onProgress?(percent: number): void },
  ): Promise<void> {
    const other = this.#making.get(entry.id);
    if (other !== undefined) return other;
    const making = this.#materialise(entry, source, digest, options).finally(() =>
      this.#making.delete(entry.id),
    );
    this.#making.set(entry.id, making);
    return making;
  }

  async #materialise(
    entry: BaseEntry,
    source: Record<string, unknown>,
    digest: string | null,
    { signal, onProgress }: { signal?: AbortSignal; onProgress?(percent: number): void },
  ): Promise<void> {
    await mkdir(this.#options.directory, { recursive: true, mode: 0o700 });
    const target = this.#directoryOf(entry);
    const fresh = `${target}.new`;
    await rm(fresh, { recursive: true, force: true });
    const { package: _package, ...rest } = source;
    const job = { verb: 'base', out_dir: fresh, source: rest, expect_digest: digest } as const;
    await this.#options.work
      .run(job, {
        onProgress: (progress) => onProgress?.(progress.percent),
        signal: signal ?? new AbortController().signal,
      })
      .catch((error: unknown) => {
        // The trainer does not know what the catalogue calls the base.
        if (error instanceof TouchstoneError && error.code.startsWith('BASE_'))
          throw baseFault(error.code, entry, String(error.params.detail));
        throw error;
      });
    await rm(target, { recursive: true, force: true });
    await rename(fresh, target);
  }

  #directoryOf(entry: BaseEntry): string {
    return joinBelow(this.#options.directory, entry.id);
  }

  /** What lies ready, or null if nothing does or a file is missing or of another size. */
  async #installed(entry: BaseEntry): Promise<Installed | null> {
    const directory = this.#directoryOf(entry);
    const text = await readFile(join(directory, 'base.json'), 'utf8').catch(() => null);
    if (text === null) return null;
    const parsed = installedSchema.safeParse(JSON.parse(text));
    if (!parsed.success) return null;
    const sizes = await Promise.all(
      parsed.data.files.map(
        async (file) => (await stat(joinBelow(directory, file.path)).catch(() => null))?.size,
      ),
    );
    return parsed.data.files.every((file, i) => file.bytes === sizes[i]) ? parsed.data : null;
  }

  async #stateOf(entry: BaseEntry, installed: Installed | null): Promise<BaseView['state']> {
    if (installed !== null) return 'ready';
    const { source } = entry;
    switch (source.kind) {
      case 'package':
      case 'package_file':
        return (await this.#importable()).has(source.module) ? 'available' : 'absent';
      case 'gguf':
      case 'directory':
        return existsSync(source.path) ? 'available' : 'absent';
      case 'hub':
        // Touchstone fetches nothing from the network by itself.
        return 'absent';
    }
  }

  /** Which of the catalogue's Python modules are installed; asked once. */
  #importable(): Promise<ReadonlySet<string>> {
    const modules = this.#options.catalogue.entries.flatMap(({ source }) =>
      'module' in source ? [source.module] : [],
    );
    this.#packages ??= findModules(this.#options.python, modules);
    return this.#packages;
  }

  #model(entry: BaseEntry, installed: Installed): BaseModel {
    return {
      id: entry.id,
      digest: installed.digest,
      directory: this.#directoryOf(entry),
      chatFormat: this.#options.catalogue.chatFormat(entry),
      licence: entry.licence,
      parameters: installed.parameters,
      contextLength: installed.context_length,
    };
  }
}

function findModules(python: string, modules: readonly string[]): Promise<ReadonlySet<string>> {
  const program =
    'import sys, json, importlib.util as u; print(json.dumps([m for m in sys.argv[1:] if u.find_spec(m)]))';
  return new Promise((resolve) => {
    const child = spawn(python, ['-I', '-c', program, ...modules], { stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    child.on('error', () => resolve(new Set()));
    child.on('close', (status) => resolve(new Set(status === 0 ? (JSON.parse(text) as string[]) : [])));
  });
}

async function sourceAt(from: string, isDirectory: boolean): Promise<Record<string, unknown>> {
  if (!isDirectory) return { kind: 'gguf', path: from };
  const ggufs = (await readdir(from)).filter((name) => name.toLowerCase().endsWith('.gguf'));
  return ggufs.length === 1
    ? { kind: 'gguf', path: join(from, ggufs[0]!) }
    : { kind: 'directory', path: from };
}

function describeSource({ source }: BaseEntry): string {
  switch (source.kind) {
    case 'package':
    case 'package_file':
      return `the Python package ${source.package} is not installed`;
    case 'gguf':
    case 'directory':
      return `there is nothing at ${source.path}`;
    case 'hub':
      return `they are published as ${source.id}, revision ${source.revision}`;
  }
}

function unreachable(entry: BaseEntry, detail: string): TouchstoneError {
  return baseFault('BASE_UNREACHABLE', entry, detail);
}

function baseFault(code: ErrorCode, entry: BaseEntry, detail: string): TouchstoneError {
  return new TouchstoneError(code, { params: { id: entry.id, detail }, place: { field: 'base' } });
}
