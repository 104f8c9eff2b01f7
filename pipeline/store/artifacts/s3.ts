import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { digestPath } from '../../config/safe-path.ts';
import { type BlobRef, DIGEST_PATTERN } from '../../contracts/artifact.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { ContentAddressedStore } from './content-addressed.ts';
import { makeRooms } from './directory.ts';
import { diskError } from './disk-error.ts';
import { HashingStream, sha256, verified } from './hashing.ts';
import type { S3Bucket } from './s3-client.ts';

/** No upload takes this long; what is older was left by a process that was killed. */
const STALE_MS = 24 * 60 * 60 * 1000;

/**
 * Artifacts in a bucket: `blobs/<digest>`. The digest is known only at a stream's end, so bytes go to `incoming/…` in
 * parts while they are hashed, and are copied to their name inside the bucket. `cache` holds local copies, checked
 * against their digest when they are fetched.
 */
export class S3Store extends ContentAddressedStore {
  readonly #bucket: S3Bucket;
  readonly #cache: string;
  /** Copies that are under way, by digest. */
  readonly #fetching = new Map<string, Promise<string>>();

  private constructor(bucket: S3Bucket, cache: string) {
    super(cache);
    this.#bucket = bucket;
    this.#cache = cache;
  }

  static async open(bucket: S3Bucket, cache: string): Promise<S3Store> {
    await makeRooms(cache);
    await bucket.removeStale('incoming/', new Date(Date.now() - STALE_MS));
    return new S3Store(bucket, cache);
  }

  async putBytes(bytes: Uint8Array | string): Promise<BlobRef> {
    const buffer = Buffer.from(bytes as Uint8Array);
    const digest = sha256(buffer);
    if ((await this.sizeOf(digest)) !== buffer.length) await this.#bucket.upload(keyOf(digest), buffer);
    return { kind: 'blob', digest, bytes: buffer.length };
  }

  async putStream(stream: Readable, options: { limitBytes?: number } = {}): Promise<BlobRef> {
    const incoming = `incoming/${randomUUID()}`;
    const hashing = new HashingStream(options.limitBytes);
    const [upload, flow] = await Promise.allSettled([
      this.#bucket.upload(incoming, hashing),
      pipeline(stream, hashing),
    ]);
    if (upload.status === 'rejected') throw upload.reason;
    try {
      if (flow.status === 'rejected') throw flow.reason;
      const digest = hashing.digest();
      if ((await this.sizeOf(digest)) !== hashing.bytes) await this.#bucket.copy(incoming, keyOf(digest));
      return { kind: 'blob', digest, bytes: hashing.bytes };
    } finally {
      await this.#bucket.remove(incoming);
    }
  }

  async openStream(digest: string): Promise<Readable> {
    const key = keyOf(digest);
    const stream = await this.#bucket.read(key);
    if (stream === null) throw new TouchstoneError('ARTIFACT_MISSING', { params: { digest } });
    return verified(stream, digest, (error) => this.#bucket.explain(error, key));
  }

  async localFile(ref: BlobRef): Promise<string> {
    const { digest } = ref;
    const path = digestPath(join(this.#cache, 'blobs'), digest);
    if ((await stat(path).catch(() => null))?.size === ref.bytes) return path;
    // One at a time: a copy that replaces another takes the file away from whoever is just linking to it.
    const fetching = this.#fetching.get(digest) ?? this.#fetch(digest, path);
    this.#fetching.set(digest, fetching);
    try {
      return await fetching;
    } finally {
      this.#fetching.delete(digest);
    }
  }

  async #fetch(digest: string, path: string): Promise<string> {
    const incoming = join(this.#cache, 'incoming', randomUUID());
    try {
      const file = createWriteStream(incoming, { flags: 'wx', mode: 0o400, flush: true });
      await pipeline(await this.openStream(digest), file);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await rename(incoming, path);
      return path;
    } catch (error) {
      throw diskError(this.#cache, error);
    } finally {
      await rm(incoming, { force: true });
    }
  }

  async remove(digest: string): Promise<void> {
    await this.#bucket.remove(keyOf(digest));
    await rm(digestPath(join(this.#cache, 'blobs'), digest), { force: true });
  }

  protected async sizeOf(digest: string): Promise<number | null> {
    return this.#bucket.size(keyOf(digest));
  }
}

function keyOf(digest: string): string {
  if (!DIGEST_PATTERN.test(digest))
    throw new TouchstoneError('PATH_UNSAFE', { params: { path: JSON.stringify(digest).slice(0, 80) } });
  return `blobs/${digest}`;
}
