import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { joinBelow } from '../../config/safe-path.ts';
import type { TreeEntry } from '../../contracts/artifact.ts';
import { diskError } from './disk-error.ts';

/** Answers of file systems that know no hard links, or no more of them to this file. */
const NO_LINK = new Set(['EPERM', 'EXDEV', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/** Lays a tree out below `root/trees/<digest>`, by hard links where the file system allows; atomic by rename. */
export async function layOut(
  root: string,
  entries: readonly TreeEntry[],
  digest: string,
  fileOf: (entry: TreeEntry) => Promise<string>,
): Promise<string> {
  const target = join(root, 'trees', digest);
  if (await isThere(target)) return target;
  const building = join(root, 'incoming', randomUUID());
  try {
    await mkdir(building, { mode: 0o700 });
    for (const entry of entries) {
      const path = joinBelow(building, entry.path);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await place(await fileOf(entry), path);
    }
    await rename(building, target).catch(async (error: unknown) => {
      // Another process laid out the same tree first: equal digest, equal content.
      if (!(await isThere(target))) throw error;
    });
    return target;
  } catch (error) {
    throw diskError(root, error);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

/** Never over a file that is there: that one may be a link to another blob. */
async function place(source: string, path: string): Promise<void> {
  try {
    await link(source, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && NO_LINK.has(String(error.code)))) throw error;
    await copyFile(source, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    const copy = await open(path, 'r');
    try {
      await copy.sync();
    } finally {
      await copy.close();
    }
  }
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
