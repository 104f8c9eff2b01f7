import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';

const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
const LONGEST = 500;

/** What is checked out. */
export interface Checkout {
  readonly commit: string;
  /** null where a commit is checked out and no branch. */
  readonly branch: string | null;
  /** Address of `origin`, without user name and password; null where there is none. */
  readonly repository: string | null;
}

/** What is checked out where a path lies, read without running git; null outside a checkout. */
export async function checkoutAt(path: string): Promise<Checkout | null> {
  try {
    const start = await realpath(path);
    const directory = await gitDirectory((await stat(start)).isDirectory() ? start : dirname(start));
    return directory === null ? null : await checkoutIn(directory);
  } catch {
    // Half a checkout, or one that may not be read: then there is no commit to go by.
    return null;
  }
}

async function checkoutIn(directory: string): Promise<Checkout | null> {
  // Branches and settings of a worktree lie in the repository that it belongs to.
  const common = await textOf(join(directory, 'commondir')).then(
    (path) => resolve(directory, path),
    () => directory,
  );
  const head = await textOf(join(directory, 'HEAD'));
  const reference = head.startsWith('ref: ') ? head.slice(5) : null;
  const commit = reference === null ? head : await commitOf(common, reference);
  if (commit === null || !COMMIT.test(commit)) return null;
  const branch = reference?.replace(/^refs\/heads\//, '').slice(0, LONGEST) ?? null;
  return { commit, branch, repository: await originIn(common) };
}

/** The repository's folder: `.git` beside or above, or where a worktree's file of that name points. */
async function gitDirectory(from: string): Promise<string | null> {
  for (let at = from; ; at = dirname(at)) {
    const git = join(at, '.git');
    const found = await stat(git).catch(() => null);
    if (found?.isDirectory()) return git;
    if (found?.isFile()) {
      const target = (await textOf(git)).replace(/^gitdir: */, '');
      return isAbsolute(target) ? target : resolve(at, target);
    }
    if (dirname(at) === at) return null;
  }
}

async function commitOf(common: string, reference: string): Promise<string | null> {
  if (!reference.startsWith('refs/') || reference.split('/').includes('..')) return null;
  const loose = await textOf(join(common, reference)).catch(() => null);
  if (loose !== null) return loose;
  const packed = (await textOf(join(common, 'packed-refs'))).split('\n');
  return packed.find((line) => line.endsWith(` ${reference}`))?.split(' ')[0] ?? null;
}

/** CI systems like to leave a token in this address. */
async function originIn(common: string): Promise<string | null> {
  const config = await textOf(join(common, 'config')).catch(() => '');
  const section = /^\[remote "origin"\]\s*\n((?:[ \t].*\n?|[#;].*\n?|\n)*)/m.exec(config)?.[1] ?? '';
  const url = /^[ \t]*url[ \t]*=[ \t]*(.+)$/m.exec(section)?.[1]?.trim();
  if (url === undefined || url.length > LONGEST || /\p{Cc}/u.test(url)) return null;
  return url.replace(/^(\w[\w+.-]*:\/\/)[^/]*@/, '$1');
}

async function textOf(file: string): Promise<string> {
  return (await readFile(file, 'utf8')).trim();
}
