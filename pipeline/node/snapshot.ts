import { link, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { TouchstoneError } from '../contracts/errors/error.ts';

/** Files beside its work that a trainer does not go on from. */
const OMITTED = /(^|\/)lock$|\.partial$/;
/** A trainer that makes a checkpoint takes an old one away: then the look is taken anew. */
const TRIES = 5;
/** A checkpoint has few files; of predictions any part will do to go on from. */
const MOST_FILES = 900;

/** Paths of a trainer's files in its work directory, relative and `/`-separated; what is told of others comes first. */
export async function workFiles(directory: string): Promise<string[]> {
  const found = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = found
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !OMITTED.test(path));
  // A JSON file names the data files that belong to it.
  return paths
    .sort((a, b) => Number(b.endsWith('.json')) - Number(a.endsWith('.json')) || (a < b ? -1 : 1))
    .slice(0, MOST_FILES);
}

/** Changes as soon as a trainer keeps something new; its counts of what it used are no news. */
export async function signatureOf(directory: string): Promise<string> {
  const parts = [];
  for (const path of await workFiles(directory)) {
    if (path === 'usage.json') continue;
    const found = await stat(join(directory, path)).catch(() => null);
    if (found !== null) parts.push(`${path}:${found.size}:${found.mtimeMs}`);
  }
  return parts.join('\n');
}

/**
 * A picture of a trainer's work directory at one moment, made of hard links: it writes every file anew and renames it, so the
 * linked ones stay as they are. Gives the relative paths. Error: `TRAINER_OUTPUT` where it changes too fast to be caught.
 */
export async function takeSnapshot(directory: string, to: string): Promise<string[]> {
  for (let attempt = 1; ; attempt++) {
    await rm(to, { recursive: true, force: true });
    try {
      const paths = await workFiles(directory);
      for (const path of paths) {
        const target = join(to, ...path.split('/'));
        await mkdir(dirname(target), { recursive: true, mode: 0o700 });
        await link(join(directory, path), target);
      }
      return paths;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      if (attempt === TRIES)
        throw new TouchstoneError('TRAINER_OUTPUT', {
          params: { file: directory, detail: 'it changes too fast' },
        });
    }
  }
}
