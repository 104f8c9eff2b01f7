import { open } from 'node:fs/promises';
import { TouchstoneError } from '../contracts/errors/error.ts';

const PIECE = 1024 * 1024;

/**
 * The bytes of a file that somebody may be writing at this moment. Error at the end: `INPUT_FILE_CHANGED` where it is not
 * what it was at the beginning, since what was read is then neither the old file nor the new one.
 */
export async function* steadyBytes(path: string): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    const before = await file.stat();
    let size = 0;
    for (;;) {
      // A buffer of its own: whoever reads may keep it.
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(PIECE), 0, PIECE, size);
      if (bytesRead === 0) break;
      size += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
    const after = await file.stat();
    if (size === before.size && after.mtimeMs === before.mtimeMs) return;
    throw new TouchstoneError('INPUT_FILE_CHANGED', {
      place: { file: 'dataset' },
      expected: `${before.size} bytes, ${before.mtime.toISOString()}`,
      found: `${after.size} bytes, ${after.mtime.toISOString()}`,
    });
  } finally {
    await file.close();
  }
}
