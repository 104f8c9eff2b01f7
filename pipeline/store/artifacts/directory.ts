import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { digestPath } from '../../config/safe-path.ts';
import type { BlobRef } from '../../contracts/artifact.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { ContentAddressedStore } from './content-addressed.ts';
import { diskError } from './disk-error.ts';
import { HashingStream, sha256, verified } from './hashing.ts';

/**
 * Artifacts in a directory: `blobs/ab/cd/<digest>`, written under `incoming/` and moved into place when whole and on
 * disk; `trees/<digest>/` holds trees laid out as directories of hard links, made when somebody asks for one.
 */
export class DirectoryStore extends ContentAddressedStore {
  readonly #root: string;

  private constructor(root: string) {
    super(root);
    this.#root = root;
  }

  static async open(root: string): Promise<DirectoryStore> {
    await makeRooms(root);
    return new DirectoryStore(root);
  }

  async putBytes(bytes: Uint8Array | string): Promise<BlobRef> {
    const buffer = Buffer.from(bytes as Uint8Array);
    const digest = sha256(buffer);
    if ((await this.sizeOf(digest)) !== buffer.length) await this.putStream(Readable.from([buffer]));
    return { kind: 'blob', digest, bytes: buffer.length };
  }

  async putStream(stream: Readable, options: { limitBytes?: number } = {}): Promise<BlobRef> {
    const incoming = join(this.#root, 'incoming', randomUUID());
    const hashing = new HashingStream(options.limitBytes);
    try {
      await pipeline(stream, hashing, createWriteStream(incoming, { flags: 'wx', mode: 0o400, flush: true }));
      const digest = hashing.digest();
      if ((await this.sizeOf(digest)) !== hashing.bytes) await this.#accept(incoming, digest);
      return { kind: 'blob', digest, bytes: hashing.bytes };
    } catch (error) {
      throw diskError(this.#root, error);
    } finally {
      await rm(incoming, { force: true });
    }
  }

  async openStream(digest: string): Promise<Readable> {
    const path = this.#pathOf(digest);
    if ((await this.sizeOf(digest)) === null)
      throw new TouchstoneError('ARTIFACT_MISSING', { params: { digest } });
    return verified(createReadStream(path, { highWaterMark: 1024 * 1024 }), digest, (error) =>
      diskError(this.#root, error),
    );
  }

  async localFile(ref: BlobRef): Promise<string> {
    const { digest } = ref;
    const size = await this.sizeOf(digest);
    if (size === null) throw new TouchstoneError('ARTIFACT_MISSING', { params: { digest } });
    // Reading it all to be sure would cost too much for a file of gigabytes; a torn one is seen by its size.
    if (size !== ref.bytes) throw new TouchstoneError('ARTIFACT_CORRUPT', { params: { digest } });
    return this.#pathOf(digest);
  }

  async remove(digest: string): Promise<void> {
    await rm(this.#pathOf(digest), { force: true }).catch((error: unknown) => {
      throw diskError(this.#root, error);
    });
  }

  protected async sizeOf(digest: string): Promise<number | null> {
    try {
      return (await stat(this.#pathOf(digest))).size;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
        throw diskError(this.#root, error);
    }
    // A disk that is not mounted looks empty: only a store that is there may say that a blob is not.
    await stat(join(this.#root, 'blobs')).catch((error: unknown) => {
      throw diskError(this.#root, error);
    });
    return null;
  }

  async #accept(incoming: string, digest: string): Promise<void> {
    const path = this.#pathOf(digest);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rename(incoming, path);
    await syncDirectory(dirname(path));
  }

  #pathOf(digest: string): string {
    return digestPath(join(this.#root, 'blobs'), digest);
  }
}

/** Makes a store's local directories; what an earlier process left half-written in `incoming` is nobody's. */
export async function makeRooms(root: string): Promise<void> {
  try {
    await rm(join(root, 'incoming'), { recursive: true, force: true });
    for (const room of ['blobs', 'incoming', 'trees'])
      await mkdir(join(root, room), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw diskError(root, error);
  }
}

/** A rename survives a power cut only once the directory itself is on disk. */
async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
