import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { joinBelow } from '../config/safe-path.ts';
import type { TreeView } from '../contracts/api/artifact.ts';
import type { TreeEntry } from '../contracts/artifact.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import { writeManifest } from '../store/artifacts/tree.ts';

/** Opens the bytes of one file of a tree. */
export type OpenFile = (entry: TreeEntry) => Promise<Readable>;

/**
 * Writes a tree's files to a directory that is not there yet, or empty: all of them, each as its digest says, or none.
 * Only regular files are made, and only below the directory, whatever their names say. Errors: `CLI_OUTPUT_EXISTS`,
 * `CLI_DIGEST_MISMATCH`, `PATH_UNSAFE`, and what opening meets.
 */
export async function saveTree(tree: TreeView, directory: string, open: OpenFile): Promise<void> {
  if ((await entriesOf(directory)) > 0) {
    throw new TouchstoneError('CLI_OUTPUT_EXISTS', { params: { path: directory } });
  }
  if (sha256(writeManifest(tree.files)) !== tree.digest) throw mismatch('(list of files)');
  await mkdir(dirname(directory), { recursive: true });
  const unfinished = `${directory}.${randomBytes(6).toString('hex')}.part`;
  try {
    await mkdir(unfinished);
    for (const entry of tree.files) await saveFile(entry, unfinished, open);
    // An empty directory in the way makes room; one that has been filled meanwhile is an error.
    await rmdir(directory).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await rename(unfinished, directory);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Whether a directory holds the files of this tree, byte for byte. */
export async function holdsTree(tree: TreeView, directory: string): Promise<boolean> {
  for (const entry of tree.files) {
    const bytes = await readFile(joinBelow(directory, entry.path)).catch(() => null);
    if (bytes === null || sha256(bytes) !== entry.digest) return false;
  }
  return true;
}

async function saveFile(entry: TreeEntry, root: string, open: OpenFile): Promise<void> {
  const path = joinBelow(root, entry.path);
  await mkdir(dirname(path), { recursive: true });
  const hash = createHash('sha256');
  let bytes = 0;
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      // More than was announced is cut off at once, instead of filling the disk.
      done(bytes > entry.bytes ? mismatch(entry.path) : null, chunk);
    },
  });
  const source = await open(entry);
  await pipeline(source, check, createWriteStream(path, { flags: 'wx' })).catch((error) => {
    if (error instanceof TouchstoneError) throw error;
    if (error.code === 'ENOSPC') throw new TouchstoneError('DISK_FULL', { params: { place: root } });
    throw mismatch(entry.path, error);
  });
  if (bytes !== entry.bytes || hash.digest('hex') !== entry.digest) throw mismatch(entry.path);
}

async function entriesOf(directory: string): Promise<number> {
  const found = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    if (error.code === 'ENOTDIR') return [''];
    throw error;
  });
  return found.length;
}

function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function mismatch(file: string, cause?: unknown): TouchstoneError {
  return new TouchstoneError('CLI_DIGEST_MISMATCH', { params: { file }, cause });
}
