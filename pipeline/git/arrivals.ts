import type { Dirent } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TouchstoneError } from '../contracts/errors/error.ts';

/** How often what has arrived is looked at. */
const LOOK_MS = 50;

/** Bytes before the first object of a pack, and those of an object's own head at most. */
const PACK_HEAD = 12;
const OBJECT_HEAD = 10;

export interface ArrivalLimits {
  /** Of everything in the repository, as it arrives (compressed). */
  readonly bytes: number;
  /** Of the one file that is asked for, as it is once unpacked; null: more than one object is asked for. */
  readonly fileBytes: number | null;
}

/**
 * Watches what a server sends while it comes, and aborts when it is too much. A pack says how large an object is before
 * its first byte, so that a file that is too large, however well it was compressed, is known by the first bytes that arrive.
 */
export class Arrivals {
  readonly #objects: string;
  readonly #limits: ArrivalLimits;
  readonly #abort = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #looking = false;

  constructor(directory: string, limits: ArrivalLimits) {
    this.#objects = join(directory, 'objects');
    this.#limits = limits;
    this.#timer = setInterval(() => void this.#look(), LOOK_MS);
    this.signal = this.#abort.signal;
  }

  /** Aborted with `GIT_FILE_TOO_LARGE` or `GIT_REPOSITORY_TOO_LARGE`. */
  readonly signal: AbortSignal;

  /** Looks a last time, for what came faster than it was looked at, and ends the watch. Error: the same. */
  async end(): Promise<void> {
    clearInterval(this.#timer);
    await this.#look();
    this.signal.throwIfAborted();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    if (this.#looking || this.signal.aborted) return;
    this.#looking = true;
    try {
      const files = await filesBelow(this.#objects);
      const { bytes, fileBytes } = this.#limits;
      const sizes = await Promise.all(
        files.map(async (file) => (await stat(file).catch(() => null))?.size ?? 0),
      );
      if (sizes.reduce((sum, size) => sum + size, 0) > bytes)
        this.#abort.abort(new TouchstoneError('GIT_REPOSITORY_TOO_LARGE', { params: { limit: bytes } }));
      if (fileBytes === null) return;
      for (const file of files.filter((path) => path.includes('tmp_pack_'))) {
        const size = await firstObjectSize(file);
        if (size !== null && size > fileBytes)
          this.#abort.abort(new TouchstoneError('GIT_FILE_TOO_LARGE', { params: { limit: fileBytes } }));
      }
    } finally {
      this.#looking = false;
    }
  }
}

async function filesBelow(directory: string): Promise<string[]> {
  // Files come and go while git works.
  const entries: Dirent[] = await readdir(directory, { withFileTypes: true }).catch(() => []);
  const deeper = await Promise.all(
    entries.filter((entry) => entry.isDirectory()).map((entry) => filesBelow(join(directory, entry.name))),
  );
  return [
    ...entries.filter((entry) => entry.isFile()).map((entry) => join(directory, entry.name)),
    ...deeper.flat(),
  ];
}

async function firstObjectSize(file: string): Promise<number | null> {
  const handle = await open(file).catch(() => null);
  if (handle === null) return null;
  try {
    const { buffer, bytesRead } = await handle.read(
      Buffer.alloc(PACK_HEAD + OBJECT_HEAD),
      0,
      PACK_HEAD + OBJECT_HEAD,
      0,
    );
    return objectSize(buffer.subarray(PACK_HEAD, bytesRead));
  } finally {
    await handle.close();
  }
}

/**
 * Size that the head of a packed object states (gitformat-pack: four bits after the type in the first byte, then seven in
 * each that follows a byte with its highest bit set); null where it has not wholly arrived.
 */
export function objectSize(head: Buffer): number | null {
  let size = 0;
  for (const [at, byte] of head.entries()) {
    size += at === 0 ? byte & 0x0f : (byte & 0x7f) * 2 ** (4 + 7 * (at - 1));
    if ((byte & 0x80) === 0) return size;
  }
  return null;
}
