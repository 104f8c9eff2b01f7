import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
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

/** The manifest's bytes: entries in code-unit order of their path, so that equal trees have equal digests. */
export function writeManifest(entries: readonly TreeEntry[]): string {
  const files = entries
    .map(({ path, digest, bytes }) => ({ path, digest, bytes }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return JSON.stringify({ files });
}

export function readManifest(bytes: Uint8Array, digest: string): readonly TreeEntry[] {
  try {
    return manifestSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))).files;
  } catch (cause) {
    throw new TouchstoneError('ARTIFACT_CORRUPT', { params: { digest }, cause });
  }
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
