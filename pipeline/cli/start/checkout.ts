import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';

const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/;

/** The commit that is checked out where a path lies, read without running git; null outside a checkout. */
export async function commitAt(path: string): Promise<string | null> {
  try {
    const start = await realpath(path);
    const directory = await gitDirectory((await stat(start)).isDirectory() ? start : dirname(start));
    if (directory === null) return null;
    const head = await textOf(join(directory, 'HEAD'));
    const found = head.startsWith('ref: ') ? await commitOf(directory, head.slice(5)) : head;
    return found !== null && COMMIT.test(found) ? found : null;
  } catch {
    // Half a checkout, or one that may not be read: then there is no commit to go by.
    return null;
  }
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

/** Branches of a worktree lie in the repository that it belongs to. */
async function commitOf(directory: string, reference: string): Promise<string | null> {
  if (!reference.startsWith('refs/') || reference.split('/').includes('..')) return null;
  const common = await textOf(join(directory, 'commondir')).then(
    (path) => resolve(directory, path),
    () => directory,
  );
  const loose = await textOf(join(common, reference)).catch(() => null);
  if (loose !== null) return loose;
  const packed = (await textOf(join(common, 'packed-refs'))).split('\n');
  return packed.find((line) => line.endsWith(` ${reference}`))?.split(' ')[0] ?? null;
}

async function textOf(file: string): Promise<string> {
  return (await readFile(file, 'utf8')).trim();
}
