import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type {
  ArtifactRef,
  ArtifactStore,
  BlobRef,
  TreeEntry,
  TreeRef,
} from '../../../pipeline/contracts/artifact.ts';
import { TouchstoneError } from '../../../pipeline/contracts/errors/error.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** An artifact store in memory, for tests of stages. Local files are laid out in a temporary directory on demand. */
export class MemoryArtifacts implements ArtifactStore {
  readonly #blobs = new Map<string, Buffer>();
  #directory: Promise<string> | undefined;

  async putBytes(bytes: Uint8Array | string): Promise<BlobRef> {
    const copy = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : Buffer.from(bytes);
    const digest = sha256(copy);
    if (!this.#blobs.has(digest)) this.#blobs.set(digest, copy);
    return { kind: 'blob', digest, bytes: copy.length };
  }

  async remove(digest: string): Promise<void> {
    this.#blobs.delete(digest);
  }

  async putStream(stream: Readable, options: { limitBytes?: number } = {}): Promise<BlobRef> {
    const limit = options.limitBytes ?? Number.POSITIVE_INFINITY;
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of stream) {
      bytes += (chunk as Buffer).length;
      if (bytes > limit) throw new TouchstoneError('UPLOAD_TOO_LARGE', { params: { limit } });
      chunks.push(Buffer.from(chunk as Uint8Array));
    }
    return this.putBytes(Buffer.concat(chunks));
  }

  async putFile(path: string): Promise<BlobRef> {
    return this.putBytes(await readFile(path));
  }

  async putTree(directory: string): Promise<TreeRef> {
    const entries: TreeEntry[] = [];
    const visit = async (relative: string): Promise<void> => {
      for (const name of await readdir(join(directory, relative))) {
        const path = relative === '' ? name : `${relative}/${name}`;
        const stat = await lstat(join(directory, path));
        if (stat.isDirectory()) await visit(path);
        else if (stat.isFile()) {
          const { digest, bytes } = await this.putFile(join(directory, path));
          entries.push({ path, digest, bytes });
        } else throw new TypeError(`Not a regular file: ${path}`);
      }
    };
    await visit('');
    return this.putTreeOf(entries);
  }

  async putTreeOf(entries: readonly TreeEntry[]): Promise<TreeRef> {
    const files = entries
      .map(({ path, digest, bytes }) => ({ path, digest, bytes }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    for (const { digest } of files) this.#bytesOf(digest);
    const { digest } = await this.putBytes(JSON.stringify({ files }));
    return { kind: 'tree', digest, bytes: files.reduce((sum, file) => sum + file.bytes, 0) };
  }

  async has(ref: ArtifactRef): Promise<boolean> {
    return this.#blobs.has(ref.digest);
  }

  async readBytes(digest: string, options: { limitBytes?: number } = {}): Promise<Buffer> {
    const bytes = this.#bytesOf(digest);
    if (bytes.length > (options.limitBytes ?? Number.POSITIVE_INFINITY)) {
      throw new RangeError(`${digest} is larger than ${options.limitBytes} bytes`);
    }
    return Buffer.from(bytes);
  }

  async openStream(digest: string): Promise<Readable> {
    const bytes = this.#bytesOf(digest);
    const size = 64 * 1024;
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.subarray(i * size, (i + 1) * size),
    );
    return Readable.from(chunks, { objectMode: false });
  }

  async listTree(ref: TreeRef): Promise<readonly TreeEntry[]> {
    return (JSON.parse(this.#bytesOf(ref.digest).toString('utf8')) as { files: TreeEntry[] }).files;
  }

  async localFile(ref: BlobRef): Promise<string> {
    const path = join(await this.#local(), ref.digest);
    if (!existsSync(path)) await writeFile(path, this.#bytesOf(ref.digest));
    return path;
  }

  async localTree(ref: TreeRef): Promise<string> {
    const directory = join(await this.#local(), `tree-${ref.digest}`);
    for (const { path, digest } of await this.listTree(ref)) {
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await writeFile(join(directory, path), this.#bytesOf(digest));
    }
    return directory;
  }

  /** Removes what `localFile` and `localTree` laid out. */
  async close(): Promise<void> {
    if (this.#directory) await rm(await this.#directory, { recursive: true, force: true });
    this.#directory = undefined;
  }

  #local(): Promise<string> {
    this.#directory ??= mkdtemp(join(tmpdir(), 'touchstone-artifacts-'));
    return this.#directory;
  }

  #bytesOf(digest: string): Buffer {
    const bytes = this.#blobs.get(digest);
    if (!bytes) throw new TouchstoneError('ARTIFACT_MISSING', { params: { digest } });
    return bytes;
  }
}
