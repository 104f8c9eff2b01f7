import { createHash } from 'node:crypto';
import { isDocument, MOST_PACKED_FILES } from '../contracts/document-names.ts';
import { type Fault, TouchstoneError } from '../contracts/errors/error.ts';
import type { Manifest } from '../contracts/git/manifest.ts';
import type { GitCommit, GitPlan } from '../contracts/git/snapshot.ts';
import type { GitTrigger } from '../contracts/git-trigger.ts';
import { LONGEST_MANIFEST, type ReadManifest, readManifest } from './manifest.ts';
import type { GitSession } from './session.ts';
import { type SpecFaults, specFaults } from './spec-faults.ts';
import { type TreeEntry, treePath } from './tree.ts';

/** A file that is to be fetched, and what it is called in a pack. */
export interface WantedFile extends TreeEntry {
  readonly name: string;
}

/** One upload before its bytes are here. */
export interface WantedUpload {
  readonly filename: string;
  readonly files: readonly WantedFile[];
  readonly packed: boolean;
  /** Where the manifest says so. */
  readonly place: NonNullable<Fault['place']>;
}

export interface Planned {
  readonly plan: GitPlan;
  readonly dataset: WantedUpload;
  readonly test: WantedUpload | null;
}

/**
 * What a commit says of its dataset, and whether all that it names is there to be read. Errors: `GIT_MANIFEST_MISSING`,
 * `GIT_MANIFEST_UNREADABLE`, `GIT_PATH_INVALID`; `GIT_CONTENT_INVALID` with every fault, by file, line and field.
 */
export async function planOf(
  session: GitSession,
  commit: GitCommit,
  { path }: Pick<GitTrigger, 'path'>,
  pipeline: string | null,
): Promise<Planned> {
  const short = commit.id.slice(0, 12);
  const file = treePath(path);
  if (file === null)
    throw new TouchstoneError('GIT_PATH_INVALID', { params: { path }, place: { field: 'path' } });
  const found = (await session.entries(commit.id, [file])).find((entry) => entry.path === file);
  if (found?.kind !== 'file')
    throw new TouchstoneError('GIT_MANIFEST_MISSING', { params: { commit: short, file } });
  const read = readManifest(await session.shortText(found, LONGEST_MANIFEST), file, commit.id);
  const planner = new Planner(session, commit, file, read);
  const planned = await planner.plan(pipeline);
  if (planner.faults.length > 0 || planned === null)
    throw new TouchstoneError('GIT_CONTENT_INVALID', {
      params: { commit: short, count: planner.faults.length },
      faults: planner.faults,
    });
  return planned;
}

class Planner {
  readonly faults: Fault[] = [];
  readonly #session: GitSession;
  readonly #commit: GitCommit;
  readonly #file: string;
  readonly #manifest: Manifest;
  readonly #lineOf: ReadManifest['lineOf'];

  constructor(session: GitSession, commit: GitCommit, file: string, read: ReadManifest) {
    this.#session = session;
    this.#commit = commit;
    this.#file = file;
    this.#manifest = read.manifest;
    this.#lineOf = read.lineOf;
  }

  async plan(pipeline: string | null): Promise<Planned | null> {
    const { name = null, dataset: written, test: writtenTest } = this.#manifest;
    if (name !== null && pipeline !== null && name !== pipeline)
      this.#fault(['name'], 'GIT_NAME_DIFFERS', { found: name, expected: pipeline });
    const spec = await this.#spec();
    const paths = typeof written === 'string' ? [written] : written;
    const fields = typeof written === 'string' ? [['dataset']] : paths.map((_, at) => ['dataset', at]);
    const all: WantedFile[] = [];
    for (const [at, path] of paths.entries())
      all.push(...(await this.#filesOf(path, fields[at]!, paths.length > 1)));
    const test = writtenTest === undefined ? null : await this.#file1(writtenTest, ['test']);
    if (this.faults.length > 0) return null;
    if (all.length > MOST_PACKED_FILES) {
      this.#fault(['dataset'], 'GIT_TOO_MANY_FILES', { path: paths[0]!, limit: MOST_PACKED_FILES });
      return null;
    }
    const single = paths.length === 1 && all.length === 1 && all[0]!.path === treePath(paths[0]!);
    const packed = !single || isDocument(all[0]!.path, kindIn(spec.document));
    const dataset = upload(all, packed, paths[0]!, this.#place(['dataset']));
    const ofTest = test === null ? null : upload([test], false, test.path, this.#place(['test']));
    const content = contentOf(dataset, ofTest, spec.document);
    const plan: GitPlan = {
      commit: this.#commit,
      name,
      spec: spec.document,
      content,
      dataset: all.map(({ path }) => path),
      test: test?.path ?? null,
    };
    return { plan, dataset, test: ofTest };
  }

  /** The spec, from where the manifest says; null: it says nothing. */
  async #spec(): Promise<SpecFaults> {
    const { spec } = this.#manifest;
    if (spec === undefined) return { document: null, faults: [] };
    if (typeof spec !== 'string') {
      const place = (path: readonly PropertyKey[]) => this.#place(['spec', ...path]);
      return this.#take(specFaults(spec, place));
    }
    const entry = await this.#file1(spec, ['spec']);
    if (entry === null) return { document: null, faults: [] };
    const text = await this.#session.shortText(entry, LONGEST_MANIFEST);
    const place = (path: readonly PropertyKey[]) => ({
      file: entry.path,
      ...(path.length > 0 && { field: path.join('.') }),
    });
    return this.#take(specFaults(text, place));
  }

  #take(found: SpecFaults): SpecFaults {
    this.faults.push(...found.faults);
    return found;
  }

  /** One file; null where that is a fault. */
  async #file1(written: string, field: readonly PropertyKey[]): Promise<WantedFile | null> {
    const [entry] = await this.#filesOf(written, field, false);
    if (entry !== undefined && entry.path !== treePath(written)) {
      this.#fault(field, 'GIT_FILE_MISSING', { path: written });
      return null;
    }
    return entry ?? null;
  }

  /** The file of a path, or those of a folder, hidden ones left out. */
  async #filesOf(written: string, field: readonly PropertyKey[], several: boolean): Promise<WantedFile[]> {
    const path = treePath(written);
    if (path === null) return this.#fault(field, 'GIT_PATH_INVALID', { path: written });
    const entry = (await this.#session.entries(this.#commit.id, [path])).find((one) => one.path === path);
    if (entry === undefined) return this.#missing(path, written, field);
    const own = path.split('/').at(-1)!;
    if (entry.kind === 'file') return [{ ...entry, name: own }];
    if (entry.kind !== 'folder') return this.#odd(entry, field);
    const below = (await this.#session.below(this.#commit.id, path)).filter(
      (one) => !/(?:^|\/)\./.test(one.path.slice(path.length + 1)),
    );
    const odd = below.find((one) => one.kind !== 'file');
    if (odd !== undefined) return this.#odd(odd, field);
    if (below.length === 0) return this.#fault(field, 'GIT_NO_FILES', { path: written });
    const prefix = several ? `${own}/` : '';
    return below.map((one) => ({ ...one, name: `${prefix}${one.path.slice(path.length + 1)}` }));
  }

  /** Says why a path is not there: what it would lie in may be a link or a submodule. */
  async #missing(path: string, written: string, field: readonly PropertyKey[]): Promise<WantedFile[]> {
    const names = path.split('/');
    for (let length = 1; length < names.length; length++) {
      const around = names.slice(0, length).join('/');
      const entry = (await this.#session.entries(this.#commit.id, [around])).find(
        (one) => one.path === around,
      );
      if (entry?.kind === 'link' || entry?.kind === 'submodule') return this.#odd(entry, field);
    }
    return this.#fault(field, 'GIT_FILE_MISSING', { path: written });
  }

  #odd({ kind, path }: TreeEntry, field: readonly PropertyKey[]): WantedFile[] {
    return this.#fault(field, kind === 'link' ? 'GIT_LINK' : 'GIT_SUBMODULE', { path });
  }

  #fault(field: readonly PropertyKey[], code: Fault['code'], params: NonNullable<Fault['params']>): [] {
    this.faults.push({ code, params, place: this.#place(field) });
    return [];
  }

  #place(field: readonly PropertyKey[]): NonNullable<Fault['place']> {
    return { file: this.#file, line: this.#lineOf(field), field: field.join('.') };
  }
}

function upload(
  files: readonly WantedFile[],
  packed: boolean,
  written: string,
  place: WantedUpload['place'],
): WantedUpload {
  const own = (treePath(written) ?? written).split('/').at(-1)!;
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { filename: packed ? `${own}.zip` : own, files: sorted, packed, place };
}

/** Object ids say what a file holds, so that nothing has to be fetched to know that it is the same. */
function contentOf(dataset: WantedUpload, test: WantedUpload | null, spec: unknown): string {
  const parts = [dataset, test].map(
    (one) => one && { filename: one.filename, files: one.files.map(({ name, id }) => [name, id]) },
  );
  return createHash('sha256')
    .update(JSON.stringify([...parts, spec ?? null]))
    .digest('hex');
}

function kindIn(spec: unknown): unknown {
  const ingest = typeof spec === 'object' && spec !== null && 'ingest' in spec ? spec.ingest : null;
  return typeof ingest === 'object' && ingest !== null && 'kind' in ingest ? ingest.kind : undefined;
}
