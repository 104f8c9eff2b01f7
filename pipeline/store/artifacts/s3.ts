import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { digestPath, joinBelow } from '../../config/safe-path.ts';
import {
  type ArtifactRef,
  type ArtifactStore,
  type BlobRef,
  DIGEST_PATTERN,
  type TreeEntry,
  type TreeRef,
} from '../../contracts/artifact.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { diskError, layOut } from './directory.ts';
import { HashingStream, sha256 } from './hashing.ts';
import type { Bucket } from './s3-client.ts';
import { listFiles, MANIFEST_LIMIT_BYTES, readManifest, writeManifest } from './tree.ts';

/**
 * Artifacts in a bucket: `blobs/<digest>`. The digest is known only at a stream's end, so bytes go to `incoming/…` in
 * parts while they are hashed, and are copied to their name inside the bucket. `cache` holds local copies, checked
 * against their digest when they are fetched.
 */
export class S3Store implements ArtifactStore {
  readonly #bucket: Bucket;
  readonly #cache: string;

  private constructor(bucket: Bucket, cache: string) {
    this.#bucket = bucket;
    this.#cache = cache;
  }

  static async open(bucket: Bucket, cache: string): Promise<S3Store> {
    await rm(join(cache, 'incoming'), { recursive: true, force: true });
    for (const room of ['blobs', 'incoming', 'trees'])
      await mkdir(join(cache, room), { recursive: true, mode: 0o700 });
    return new S3Store(bucket, cache);
  }

  async putBytes(bytes: Uint8Array | string): Promise<BlobRef> {
    const buffer = Buffer.from(bytes as Uint8Array);
    const digest = sha256(buffer);
    if ((await this.#bucket.size(keyOf(digest))) !== buffer.length) {
      // One request makes one object: nothing can see it half-written.
      await this.#bucket.upload(keyOf(digest), Readable.from([buffer], { objectMode: false }));
    }
    return { kind: 'blob', digest, bytes: buffer.length };
  }

  async putStream(stream: Readable, options: { limitBytes?: number } = {}): Promise<BlobRef> {
    const incoming = `incoming/${randomUUID()}`;
    const hashing = new HashingStream(options.limitBytes);
    const flow = pipeline(stream, hashing);
    try {
      // The upload ends early when the stream does; `flow` then says why.
      await Promise.all([flow, this.#bucket.upload(incoming, hashing)]);
    } catch (error) {
      const cause = await flow.then(
        () => error,
        (failure: unknown) => failure,
      );
      throw cause;
    }
    try {
      const digest = hashing.digest();
      if ((await this.#bucket.size(keyOf(digest))) !== hashing.bytes)
        await this.#bucket.copy(incoming, keyOf(digest));
      return { kind: 'blob', digest, bytes: hashing.bytes };
    } finally {
      await this.#bucket.remove(incoming);
    }
  }

  async putFile(path: string): Promise<BlobRef> {
    return this.putStream(createReadStream(path, { highWaterMark: 1024 * 1024 }));
  }

  async putTree(directory: string): Promise<TreeRef> {
    const entries: TreeEntry[] = [];
    for (const path of await listFiles(directory)) {
      const { digest, bytes } = await this.putFile(joinBelow(directory, path));
      entries.push({ path, digest, bytes });
    }
    return this.putTreeOf(entries);
  }

  async putTreeOf(entries: readonly TreeEntry[]): Promise<TreeRef> {
    for (const entry of entries) joinBelow(this.#cache, entry.path);
    const manifest = await this.putBytes(writeManifest(entries));
    return {
      kind: 'tree',
      digest: manifest.digest,
      bytes: entries.reduce((sum, entry) => sum + entry.bytes, 0),
    };
  }

  async has(ref: ArtifactRef): Promise<boolean> {
    if ((await this.#bucket.size(keyOf(ref.digest))) === null) return false;
    if (ref.kind === 'blob') return true;
    const entries = await this.listTree(ref);
    const sizes = await Promise.all(entries.map((entry) => this.#bucket.size(keyOf(entry.digest))));
    return sizes.every((size, i) => size === entries[i]!.bytes);
  }

  async readBytes(digest: string, options: { limitBytes?: number } = {}): Promise<Buffer> {
    const stream = await this.openStream(digest);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > (options.limitBytes ?? Number.MAX_SAFE_INTEGER)) {
        stream.destroy();
        throw new TouchstoneError('ARTIFACT_CORRUPT', { params: { digest } });
      }
      chunks.push(chunk);
    }
    const bytes = Buffer.concat(chunks);
    if (sha256(bytes) !== digest) throw new TouchstoneError('ARTIFACT_CORRUPT', { params: { digest } });
    return bytes;
  }

  async openStream(digest: string): Promise<Readable> {
    const stream = await this.#bucket.read(keyOf(digest));
    if (stream === null) throw new TouchstoneError('ARTIFACT_MISSING', { params: { digest } });
    return stream;
  }

  async listTree(ref: TreeRef): Promise<readonly TreeEntry[]> {
    return readManifest(await this.readBytes(ref.digest, { limitBytes: MANIFEST_LIMIT_BYTES }), ref.digest);
  }

  async localFile(ref: BlobRef): Promise<string> {
    return this.#fetch(ref.digest);
  }

  async localTree(ref: TreeRef): Promise<string> {
    return layOut(this.#cache, await this.listTree(ref), ref.digest, (entry) => this.#fetch(entry.digest));
  }

  async #fetch(digest: string): Promise<string> {
    const path = digestPath(join(this.#cache, 'blobs'), digest);
    if (await stat(path).catch(() => null)) return path;
    const incoming = join(this.#cache, 'incoming', randomUUID());
    const hashing = new HashingStream();
    try {
      const source = await this.openStream(digest);
      await pipeline(source, hashing, createWriteStream(incoming, { flags: 'wx', mode: 0o400 }));
      if (hashing.digest() !== digest) throw new TouchstoneError('ARTIFACT_CORRUPT', { params: { digest } });
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await rename(incoming, path);
      return path;
    } catch (error) {
      throw diskError(error);
    } finally {
      await rm(incoming, { force: true });
    }
  }
}

function keyOf(digest: string): string {
  if (!DIGEST_PATTERN.test(digest))
    throw new TouchstoneError('PATH_UNSAFE', { params: { path: JSON.stringify(digest).slice(0, 80) } });
  return `blobs/${digest}`;
}
