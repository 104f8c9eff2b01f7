import type { Readable } from 'node:stream';

/** Immutable bytes, named by the lower-case hex sha256 of their content. */
export interface BlobRef {
  readonly kind: 'blob';
  readonly digest: string;
  readonly bytes: number;
}

/**
 * An immutable set of files. The digest is that of its manifest: a JSON blob `{"files":[{path,digest,bytes}…]}` with
 * the entries in code-unit order of their path, so that equal files give an equal digest.
 */
export interface TreeRef {
  readonly kind: 'tree';
  readonly digest: string;
  /** Sum of the files' sizes. */
  readonly bytes: number;
}

export type ArtifactRef = BlobRef | TreeRef;

export interface TreeEntry {
  /** Relative, `/`-separated, made of safe names only (no `..`, no leading `/`). */
  readonly path: string;
  readonly digest: string;
  readonly bytes: number;
}

/** Shape of a sha256 digest as it appears in refs, paths and URLs. */
export const DIGEST_PATTERN = /^[0-9a-f]{64}$/;

/**
 * Content-addressed storage. Every method that writes is atomic: a reader sees a whole artifact or none, and writing
 * what is already there is cheap and harmless.
 * Errors: `ARTIFACT_MISSING` for a digest that is not stored, `ARTIFACT_CORRUPT` when bytes do not match their name,
 * `STORE_UNREACHABLE` and `DISK_FULL` (both retryable) for the world outside.
 */
export interface ArtifactStore {
  putBytes(bytes: Uint8Array | string): Promise<BlobRef>;
  /** Stores a stream while hashing it. Rejects with `UPLOAD_TOO_LARGE` past `limitBytes`, leaving nothing behind. */
  putStream(stream: Readable, options?: { limitBytes?: number }): Promise<BlobRef>;
  putFile(path: string): Promise<BlobRef>;
  /** Stores every regular file under `directory`; refuses symbolic links. */
  putTree(directory: string): Promise<TreeRef>;
  /** Makes a tree from files that are stored already. */
  putTreeOf(entries: readonly TreeEntry[]): Promise<TreeRef>;
  has(ref: ArtifactRef): Promise<boolean>;
  /** Takes a blob away for good, from local copies too; one that is not there is no error. Trees that hold it break. */
  remove(digest: string): Promise<void>;
  readBytes(digest: string, options?: { limitBytes?: number }): Promise<Buffer>;
  openStream(digest: string): Promise<Readable>;
  listTree(ref: TreeRef): Promise<readonly TreeEntry[]>;
  /** A read-only local file with the blob's bytes; valid while the process lives. */
  localFile(ref: BlobRef): Promise<string>;
  /** A read-only local directory with the tree's files; valid while the process lives. */
  localTree(ref: TreeRef): Promise<string>;
}
