import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Half-done work is kept this long for someone to take it up again. */
const KEPT_MS = 7 * 24 * 3600 * 1000;
/** How the executor names its job files. */
const JOB_FILE = /^[0-9a-f-]{36}\.json$/;

/** How a look at a repository names its directory, which is gone when the look is over. */
const LOOK = /^git-/;

/**
 * Removes what a service that was killed left in this home: job files of trainers that have read them long since, what looks
 * at repositories had fetched, and work directories that nothing has touched for a week (a cancelled run's checkpoints, say). To be called under the home's lock,
 * before work is taken.
 */
export async function tidyHome(home: string, now: number): Promise<void> {
  const jobs = join(home, 'trainer');
  for (const name of await namesIn(jobs)) {
    if (JOB_FILE.test(name)) await rm(join(jobs, name), { force: true });
  }
  const looks = join(home, 'git');
  for (const name of await namesIn(looks)) {
    if (LOOK.test(name)) await rm(join(looks, name), { recursive: true, force: true });
  }
  const work = join(home, 'work');
  for (const name of await namesIn(work)) {
    const directory = join(work, name);
    if (now - (await lastTouched(directory)) > KEPT_MS) await rm(directory, { recursive: true, force: true });
  }
}

/** Milliseconds since the epoch at which a directory or anything directly in it changed last. */
async function lastTouched(directory: string): Promise<number> {
  const paths = [directory, ...(await namesIn(directory)).map((name) => join(directory, name))];
  return Math.max(...(await Promise.all(paths.map(async (path) => (await stat(path)).mtimeMs))));
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}
