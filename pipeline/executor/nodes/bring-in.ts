import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { joinBelow } from '../../config/safe-path.ts';
import type { ArtifactStore, TreeEntry } from '../../contracts/artifact.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';

/** Lays a node's outputs out where the trainer would have written them: all of them, or nothing. Error: `DISK_FULL`. */
export async function bringIn(
  artifacts: ArtifactStore,
  files: readonly TreeEntry[],
  to: string,
  signal: AbortSignal,
): Promise<void> {
  const part = `${to}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true, mode: 0o700 });
  try {
    for (const { path, digest } of files) {
      const file = joinBelow(part, path);
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await pipeline(await artifacts.openStream(digest), createWriteStream(file, { flags: 'wx' }), {
        signal,
      });
    }
    await rm(to, { recursive: true, force: true });
    await rename(part, to);
  } catch (error) {
    signal.throwIfAborted();
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC')
      throw new TouchstoneError('DISK_FULL', { params: { place: to } });
    throw error;
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}
