import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { link, lstat, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { TouchstoneError } from '../../contracts/errors/error.ts';

/**
 * Writes a stream to a file that is not there yet: the whole of it, or nothing. Only its owner may read it, since it may
 * hold what records say. Errors: `CLI_OUTPUT_EXISTS`, `CLI_FILE_UNREADABLE`, `DISK_FULL`, and what the stream meets.
 */
export async function saveFile(path: string, content: AsyncIterable<Uint8Array | string>): Promise<void> {
  if (await isThere(path)) throw exists(path);
  const unfinished = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    await pipeline(content, createWriteStream(unfinished, { flags: 'wx', mode: 0o600 }));
    // Unlike a renamed file, a linked one never takes the place of another.
    await link(unfinished, path);
  } catch (error) {
    throw refused(path, error);
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function refused(path: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EEXIST':
      return exists(path);
    case 'ENOSPC':
      return new TouchstoneError('DISK_FULL', { params: { place: path }, cause: error });
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EACCES':
    case 'EROFS':
      return new TouchstoneError('CLI_FILE_UNREADABLE', {
        params: { file: path, detail: code },
        cause: error,
      });
    default:
      return error;
  }
}

function exists(path: string): TouchstoneError {
  return new TouchstoneError('CLI_OUTPUT_EXISTS', { params: { path } });
}
