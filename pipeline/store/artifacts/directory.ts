import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { link, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { digestPath, joinBelow } from '../../config/safe-path.ts';
import type { ArtifactRef, ArtifactStore, BlobRef, TreeEntry, TreeRef } from '../../contracts/artifact.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { HashingStream, sha256 } from './hashing.ts';
import { listFiles, MANIFEST_LIMIT_BYTES, readManifest, writeManifest } from './tree.ts';

/**
 * Artifacts in a directory: `blobs/ab/cd/<digest>`, written under `incoming/` and moved into place when whole and on
 * disk; `trees/<digest>/` holds trees laid out as directories of hard links, made when somebody asks for one.
 */
export class DirectoryStore implements ArtifactStore {
  readonly #root: string;

  private constructor(root: string) {
    this.#root = root;
  }

  static async open(root: string): Promise<DirectoryStore> {
    // What an earlier process left half-written is nobody's.
    await rm(join(root, 'incoming'), { recursive: true, force: true });
    for (const room of ['blobs', 'incoming', 'trees'])
      await mkdir(join(root, room), { recursive: true, mode: 0o700 });
    return new DirectoryStore(root);
  }

  async putBytes(bytes: Uint8Array | string): Promise<BlobRef> {
    const buffer = Buffer.from(bytes as Uint8Array);
    const digest = sha256(buffer);
    if (await this.#missing(digest, buffer.length))
      await this.putStream(Readable.from([buffer], { objectMode: false }));
    return { kind: 'blob', digest, bytes: buffer.length };
  }

  async putStream(stream: Readable, options: { limitBytes?: number } = {}): Promise<BlobRef> {
    const incoming = join(this.#root, 'incoming', randomUUID());
    const hashing = new HashingStream(options.limitBytes);
    try {
      await pipeline(stream, hashing, createWriteStream(incoming, { flags: 'wx', mode: 0o400, flush: true }));
      const digest = hashing.digest();
      if (await this.#missing(digest, hashing.bytes)) await this.#accept(incoming, digest);
      return { kind: 'blob', digest, bytes: hashing.bytes };
    } catch (error) {
      throw diskError(error);
    } finally {
      await rm(incoming, { force: true });
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
    for (const entry of entries) joinBelow(this.#root, entry.path);
    const manifest = await this.putBytes(writeManifest(entries));
    return {
      kind: 'tree',
      digest: manifest.digest,
      bytes: entries.reduce((sum, entry) => sum + entry.bytes, 0),
    };
  }

  async has(ref: ArtifactRef): Promise<boolean> {
    if (await this.#missing(ref.digest)) return false;
    if (ref.kind === 'blob') return true;
    const entries = await this.listTree(ref);
    const missing = await Promise.all(entries.map((entry) => this.#missing(entry.digest, entry.bytes)));
    return !missing.includes(true);
  }

  async readBytes(digest: string, options: { limitBytes?: number } = {}): Promise<Buffer> {
    const path = await this.#existing(digest, options.limitBytes);
    const bytes = await readFile(path).catch((error: unknown) => {
      throw diskError(error);
    });
    if (sha256(bytes) !== digest) throw new TouchstoneError('ARTIFACT_CORRUPT', { params: { digest } });
    return bytes;
  }

  async openStream(digest: string): Promise<Readable> {
    return createReadStream(await this.#existing(digest), { highWaterMark: 1024 * 1024 });
  }

  async listTree(ref: TreeRef): Promise<readonly TreeEntry[]> {
    return readManifest(await this.readBytes(ref.digest, { limitBytes: MANIFEST_LIMIT_BYTES }), ref.digest);
  }

  async localFile(ref: BlobRef): Promise<string> {
    return this.#existing(ref.digest);
  }

  async localTree(ref: TreeRef): Promise<string> {
    return layOut(this.#root, await this.listTree(ref), ref.digest, (entry) => this.#existing(entry.digest));
  }

  async #accept(incoming: string, digest: string): Promise<void> {
    const path = digestPath(join(this.#root, 'blobs'), digest);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rename(incoming, path);
    await syncDirectory(dirname(path));
  }

  async #missing(digest: string, bytes?: number): Promise<boolean> {
    const found = await stat(digestPath(join(this.#root, 'blobs'), digest)).catch(() => null);
    return found === null || (bytes !== undefined && found.size !== bytes);
  }

  async #existing(digest: string, limitBytes = Number.MAX_SAFE_INTEGER): Promise<string> {
    const path = digestPath(join(this.#root, 'blobs'), digest);
    const found = await stat(path).catch(() => null);
    if (found === null) throw new TouchstoneError('ARTIFACT_MISSING', { params: { digest } });
    if (found.size > limitBytes) throw new TouchstoneError('ARTIFACT_CORRUPT', { params: { digest } });
    return path;
  }
}

/** Lays a tree out below `root/trees/<digest>`, by hard links where the file system allows; atomic by rename. */
export async function layOut(
  root: string,
  entries: readonly TreeEntry[],
  digest: string,
  fileOf: (entry: TreeEntry) => Promise<string>,
): Promise<string> {
  const target = join(root, 'trees', digest);
  if (await stat(target).catch(() => null)) return target;
  const building = join(root, 'incoming', randomUUID());
  await mkdir(building, { recursive: true, mode: 0o700 });
  try {
    for (const entry of entries) {
      const path = joinBelow(building, entry.path);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const source = await fileOf(entry);
      await link(source, path).catch(async () => writeFile(path, await readFile(source), { mode: 0o400 }));
    }
    await rename(building, target).catch(async (error: unknown) => {
      // Another process laid out the same tree first: equal digest, equal content.
      if (!(await stat(target).catch(() => null))) throw error;
    });
    return target;
  } catch (error) {
    throw diskError(error);
  } finally {
    await rm(building, { recursive: true, force: true });
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

/** File-system errors as ours: no space, or anything else that keeps the store from working. */
export function diskError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof TouchstoneError || !('code' in error)) return error;
  const code = String(error.code);
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new TouchstoneError('DISK_FULL', { params: { place: 'artifacts' }, cause: error });
  if (code === 'EIO' || code === 'EROFS' || code === 'EACCES' || code === 'ESTALE') {
    return new TouchstoneError('STORE_UNREACHABLE', {
      params: { store: 'artifact directory', detail: code },
      cause: error,
    });
  }
  return error;
}
