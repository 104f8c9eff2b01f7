import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { digestPath } from '../config/safe-path.ts';
import { DIGEST_PATTERN } from '../contracts/artifact.ts';

interface Entry {
  readonly digest: string;
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly usedAt: number;
}

/** Inputs that a node keeps, by digest, up to a limit; what was not used for longest goes first. */
export class InputCache {
  readonly #directory: string;
  readonly #limitBytes: number;
  #bytes = 0;

  private constructor(directory: string, limitBytes: number) {
    this.#directory = directory;
    this.#limitBytes = limitBytes;
  }

  static async open(directory: string, limitBytes: number): Promise<InputCache> {
    const cache = new InputCache(directory, limitBytes);
    await rm(cache.#incoming, { recursive: true, force: true });
    await mkdir(cache.#incoming, { recursive: true, mode: 0o700 });
    await cache.makeRoom(0, new Set());
    return cache;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get limitBytes(): number {
    return this.#limitBytes;
  }

  get #incoming(): string {
    return join(this.#directory, 'incoming');
  }

  /** Where a blob lies, or would lie. */
  pathOf(digest: string): string {
    return digestPath(join(this.#directory, 'blobs'), digest);
  }

  async has(digest: string, bytes: number): Promise<boolean> {
    const found = await stat(this.pathOf(digest)).catch(() => null);
    return found !== null && found.size === bytes;
  }

  /** Says that it was used now. */
  async touch(digest: string): Promise<void> {
    const now = new Date();
    await utimes(this.pathOf(digest), now, now).catch(() => {});
  }

  /** Takes bytes in as they arrive; they are there whole, or not at all. What they are is for whoever uses them to check. */
  async put(digest: string, source: Readable): Promise<void> {
    const incoming = join(this.#incoming, basename(digest));
    await rm(incoming, { force: true });
    try {
      await pipeline(source, createWriteStream(incoming, { flags: 'wx', mode: 0o600 }));
      const path = this.pathOf(digest);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await rename(incoming, path);
      this.#bytes += (await stat(path)).size;
    } finally {
      await rm(incoming, { force: true });
    }
  }

  async remove(digest: string): Promise<void> {
    const found = await stat(this.pathOf(digest)).catch(() => null);
    await rm(this.pathOf(digest), { force: true });
    this.#bytes -= found?.size ?? 0;
  }

  /** Throws away what was not used for longest until `bytes` more have room; never what is `needed`. */
  async makeRoom(bytes: number, needed: ReadonlySet<string>): Promise<void> {
    const entries = await this.#entries();
    this.#bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
    for (const { digest } of entries.sort((a, b) => a.usedAt - b.usedAt)) {
      if (this.#bytes + bytes <= this.#limitBytes) return;
      if (!needed.has(digest)) await this.remove(digest);
    }
  }

  async #entries(): Promise<Entry[]> {
    const files = await readdir(join(this.#directory, 'blobs'), {
      recursive: true,
      withFileTypes: true,
    }).catch(() => []);
    const entries: Entry[] = [];
    for (const file of files) {
      if (!file.isFile() || !DIGEST_PATTERN.test(file.name)) continue;
      const found = await stat(join(file.parentPath, file.name)).catch(() => null);
      if (found !== null) entries.push({ digest: file.name, bytes: found.size, usedAt: found.mtimeMs });
    }
    return entries;
  }
}

/** sha256 of a file, lower-case hex. */
export async function digestOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 }))
    hash.update(piece as Buffer);
  return hash.digest('hex');
}
