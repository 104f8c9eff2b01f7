import type { Readable } from 'node:stream';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { GitCommit } from '../contracts/git/snapshot.ts';
import { BRANCH } from '../contracts/git-trigger.ts';
import { Arrivals } from './arrivals.ts';
import { readCommit } from './commit-text.ts';
import { blobStream, type GitCall, git } from './process.ts';
import { OBJECT_ID, readTree, type TreeEntry } from './tree.ts';
import { takeSha256 } from './workspace.ts';

const TIP = 'refs/touchstone/tip';

/** `--filter` asks for the commit and its folders, and for no file; a server that cannot do that sends all. */
const FETCH = [
  'fetch',
  '--quiet',
  '--no-tags',
  '--no-recurse-submodules',
  '--no-write-fetch-head',
  '--no-auto-maintenance',
];

/** What `cat-file` is to say of an object. */
const SIZED = '%(objectname) %(objectsize)';

/** Files that are asked for in one request. */
const AT_ONCE = 500;

/** A file of the commit, by its object id. */
export type NeededFile = Pick<TreeEntry, 'id' | 'path'>;

export interface SessionLimits {
  readonly bytes: number;
  readonly fileBytes: number;
}

/** One commit of a repository, fetched piece by piece into a workspace: folders first, then the files that are wanted. */
export class GitSession {
  readonly #call: GitCall;
  readonly #limits: SessionLimits;

  constructor(call: GitCall, limits: SessionLimits) {
    this.#call = call;
    this.#limits = limits;
  }

  /** The branch and the commit that it points to. Errors: `GIT_BRANCH_NOT_FOUND` and those of the way there. */
  async tip(branch: string | null): Promise<Pick<GitCommit, 'id' | 'branch'>> {
    const wanted = branch === null ? 'HEAD' : `refs/heads/${branch}`;
    const text = await git(this.#call, ['ls-remote', '--symref', '--', 'origin', wanted]);
    const lines = text.split('\n').map((line) => line.split('\t'));
    const id = lines.find(([first, name]) => name === wanted && OBJECT_ID.test(first!))?.[0];
    const named =
      branch ??
      lines.map(([first]) => /^ref: refs\/heads\/(.+)$/.exec(first!)?.[1]).find((name) => name !== undefined);
    if (id === undefined || named === undefined || !BRANCH.test(named))
      throw new TouchstoneError('GIT_BRANCH_NOT_FOUND', { params: { branch: branch ?? 'HEAD' } });
    return { id, branch: named };
  }

  /** Fetches the latest commit of the branch with its folders; `id`: the one that it was a moment ago. */
  async fetchTip({ branch, id: seen }: Pick<GitCommit, 'id' | 'branch'>): Promise<GitCommit> {
    if (seen.length === 64) await takeSha256(this.#call.workspace);
    await this.#fetch(
      ['--depth=1', '--filter=blob:none', '--', 'origin', `+refs/heads/${branch}:${TIP}`],
      null,
    );
    const id = (
      await git(this.#call, ['rev-parse', '--verify', '--end-of-options', `${TIP}^{commit}`])
    ).trim();
    return { id, branch, ...readCommit(await git(this.#call, ['cat-file', 'commit', id])) };
  }

  /** Entries of these paths, without those that are not there. */
  async entries(commit: string, paths: readonly string[]): Promise<TreeEntry[]> {
    return readTree(await git(this.#call, ['ls-tree', '-z', '--full-tree', commit, '--', ...paths]));
  }

  /** Everything below a folder, folders themselves left out. */
  async below(commit: string, folder: string): Promise<TreeEntry[]> {
    return readTree(
      await git(this.#call, ['ls-tree', '-r', '-z', '--full-tree', commit, '--', `${folder}/`]),
    );
  }

  /** Sees to it that files are here; gives their bytes, in order. Error: `GIT_FILE_TOO_LARGE`. */
  async need(files: readonly NeededFile[], limit = this.#limits.fileBytes): Promise<number[]> {
    const absent = [...(await this.#sizes(files))].flatMap(([id, size]) => (size === null ? [id] : []));
    if (absent.length === 1) await this.#fetchOne(absent[0]!, limit, files);
    for (let at = 0; at < absent.length && absent.length > 1; at += AT_ONCE) {
      const ids = absent.slice(at, at + AT_ONCE);
      await this.#fetch(['--filter=blob:none', '--stdin', '--', 'origin'], null, `${ids.join('\n')}\n`);
    }
    const sizes = await this.#sizes(files);
    return files.map(({ id, path }) => {
      const size = sizes.get(id) ?? null;
      if (size === null)
        throw new TouchstoneError('GIT_BROKEN', {
          params: { detail: 'a file that the commit names was not sent' },
        });
      if (size > limit) throw tooLarge(limit, path);
      return size;
    });
  }

  /** A file that is here, as text of UTF-8 with a mark for what is not. */
  async text(id: string): Promise<string> {
    return git(this.#call, ['cat-file', 'blob', id]);
  }

  /** A file of a few lines. Error: `GIT_FILE_TOO_LARGE`. */
  async shortText(file: NeededFile, longest: number): Promise<string> {
    await this.need([file], Math.min(longest, this.#limits.fileBytes));
    return this.text(file.id);
  }

  stream(id: string): Readable {
    return blobStream(this.#call, id);
  }

  /** Bytes of the files that are here; null for those that are not. git would go and fetch one that it was asked for by name. */
  async #sizes(files: readonly NeededFile[]): Promise<Map<string, number | null>> {
    const text = await git(this.#call, [
      'cat-file',
      '--batch-all-objects',
      '--unordered',
      `--batch-check=${SIZED}`,
    ]);
    const here = new Map(text.split('\n').map((line) => line.split(' ') as [string, string]));
    return new Map(files.map(({ id }) => [id, here.has(id) ? Number(here.get(id)) : null]));
  }

  async #fetchOne(id: string, limit: number, files: readonly NeededFile[]): Promise<void> {
    try {
      await this.#fetch(['--filter=blob:none', '--', 'origin', id], limit);
    } catch (error) {
      if (!(error instanceof TouchstoneError) || error.code !== 'GIT_FILE_TOO_LARGE') throw error;
      throw tooLarge(limit, files.find((file) => file.id === id)!.path);
    }
  }

  async #fetch(args: readonly string[], fileBytes: number | null, input?: string): Promise<void> {
    const { workspace, signal } = this.#call;
    const arrivals = new Arrivals(workspace.directory, { bytes: this.#limits.bytes, fileBytes });
    try {
      await git(
        { ...this.#call, signal: AbortSignal.any([signal, arrivals.signal]) },
        [...FETCH, ...args],
        input,
      );
      await arrivals.end();
    } finally {
      arrivals.stop();
    }
  }
}

function tooLarge(limit: number, path: string): TouchstoneError {
  return new TouchstoneError('GIT_FILE_TOO_LARGE', { params: { limit }, place: { file: path } });
}
