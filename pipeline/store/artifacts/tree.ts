import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { joinBelow } from '../../config/safe-path.ts';
import { DIGEST_PATTERN, type TreeEntry } from '../../contracts/artifact.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';

/** A manifest larger than this is no manifest of ours. */
export const MANIFEST_LIMIT_BYTES = 16 * 1024 * 1024;

const manifestSchema = z.strictObject({
  files: z.array(
    z.strictObject({
      path: z.string(),
      digest: z.string().regex(DIGEST_PATTERN),
      bytes: z.number().int().min(0),
    }),
  ),
});

/**
 * The manifest's bytes: entries in code-unit order of their path, so that equal trees have equal digests.
 * Error: `PATH_UNSAFE`, also for a path that is there twice, or is a file and a directory.
 */
export function writeManifest(entries: readonly TreeEntry[]): string {
  checkPaths(entries);
  const files = entries
    .map(({ path, digest, bytes }) => ({ path, digest, bytes }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return JSON.stringify({ files });
}

export function readManifest(bytes: Uint8Array, digest: string): readonly TreeEntry[] {
  try {
    const { files } = manifestSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    checkPaths(files);
    return files;
  } catch (cause) {
    throw new TouchstoneError('ARTIFACT_CORRUPT', { params: { digest }, cause });
  }
}

function checkPaths(entries: readonly TreeEntry[]): void {
  const files = new Set<string>();
  const directories = new Set<string>();
  for (const { path } of entries) {
    joinBelow('', path);
    if (files.has(path)) throw new TouchstoneError('PATH_UNSAFE', { params: { path } });
    files.add(path);
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1))
      directories.add(path.slice(0, end));
  }
  for (const path of directories)
    if (files.has(path)) throw new TouchstoneError('PATH_UNSAFE', { params: { path } });
}

/** Relative paths of every regular file below a directory. Error: `PATH_UNSAFE` for a link or a special file. */
export async function listFiles(directory: string, below = ''): Promise<string[]> {
  const found: string[] = [];
  for (const name of (await readdir(join(directory, below))).sort()) {
    const relative = below === '' ? name : `${below}/${name}`;
    const stat = await lstat(join(directory, relative));
    if (stat.isDirectory()) found.push(...(await listFiles(directory, relative)));
    else if (stat.isFile()) found.push(relative);
    else throw new TouchstoneError('PATH_UNSAFE', { params: { path: relative } });
  }
  return found;
}
