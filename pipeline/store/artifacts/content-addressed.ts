import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { joinBelow } from '../../config/safe-path.ts';
import type { ArtifactRef, ArtifactStore, BlobRef, TreeEntry, TreeRef } from '../../contracts/artifact.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { layOut } from './lay-out.ts';
import { listFiles, MANIFEST_LIMIT_BYTES, readManifest, writeManifest } from './tree.ts';

/** How many blobs of a tree are asked for at once. */
const AT_ONCE = 16;

/** What every store makes of blobs, wherever the blobs lie. */
export abstract class ContentAddressedStore implements ArtifactStore {
  /** Where trees are laid out: below its `trees`, made in its `incoming`. */
  readonly #local: string;

  protected constructor(local: string) {
    this.#local = local;
  }

  abstract putBytes(bytes: Uint8Array | string): Promise<BlobRef>;
  abstract putStream(stream: Readable, options?: { limitBytes?: number }): Promise<BlobRef>;
  abstract openStream(digest: string): Promise<Readable>;
  abstract localFile(ref: BlobRef): Promise<string>;
  abstract remove(digest: string): Promise<void>;

  /** Size in bytes of a stored blob, or null if there is none. Errors: `STORE_UNREACHABLE`. */
  protected abstract sizeOf(digest: string): Promise<number | null>;

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
    const { digest } = await this.putBytes(writeManifest(entries));
    return { kind: 'tree', digest, bytes: entries.reduce((sum, entry) => sum + entry.bytes, 0) };
  }

  async has(ref: ArtifactRef): Promise<boolean> {
    const size = await this.sizeOf(ref.digest);
    if (ref.kind === 'blob') return size === ref.bytes;
    if (size === null) return false;
    const entries = await this.listTree(ref);
    for (let i = 0; i < entries.length; i += AT_ONCE) {
      const some = entries.slice(i, i + AT_ONCE);
      const sizes = await Promise.all(some.map((entry) => this.sizeOf(entry.digest)));
      if (some.some((entry, j) => entry.bytes !== sizes[j])) return false;
    }
    return true;
  }

  async readBytes(digest: string, options: { limitBytes?: number } = {}): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of (await this.openStream(digest)) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > (options.limitBytes ?? Number.MAX_SAFE_INTEGER))
        throw new TouchstoneError('ARTIFACT_CORRUPT', { params: { digest } });
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  async listTree(ref: TreeRef): Promise<readonly TreeEntry[]> {
    return readManifest(await this.readBytes(ref.digest, { limitBytes: MANIFEST_LIMIT_BYTES }), ref.digest);
  }

  async localTree(ref: TreeRef): Promise<string> {
    const fileOf = ({ digest, bytes }: TreeEntry) => this.localFile({ kind: 'blob', digest, bytes });
    return layOut(this.#local, await this.listTree(ref), ref.digest, fileOf);
  }
}
