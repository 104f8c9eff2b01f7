import { type FileHandle, open, rm } from 'node:fs/promises';
import type { RandomAccess, Spool } from '../../datasets/random-access.ts';

/**
 * Spools to files of that path, with a number where there are several, which `close` removes; what an earlier attempt left
 * there is written over.
 */
export function fileSpool(base: string): Spool {
  let files = 0;
  return async (bytes) => {
    files += 1;
    const path = files === 1 ? base : `${base}.${files}`;
    const file = await open(path, 'w+', 0o600);
    try {
      let size = 0;
      for await (const piece of bytes) {
        await file.appendFile(piece);
        size += piece.length;
      }
      const close = async (): Promise<void> => {
        await file.close();
        await rm(path, { force: true });
      };
      return { ...fileAccess(file, size), close };
    } catch (error) {
      await file.close();
      await rm(path, { force: true });
      throw error;
    }
  };
}

/** An open file as random access. */
export function fileAccess(file: FileHandle, size: number): RandomAccess {
  return {
    size,
    read: async (start, end) => {
      // Its own buffer: some readers look at the whole memory below what they were given.
      const bytes = new Uint8Array(end - start);
      for (let at = 0; at < bytes.length; ) {
        const { bytesRead } = await file.read(bytes, at, bytes.length - at, start + at);
        if (bytesRead === 0) throw new RangeError(`the file of ${size} bytes ends before ${end}`);
        at += bytesRead;
      }
      return bytes;
    },
  };
}
