import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { markupKind } from '../../../datasets/markup.ts';
import { isDocument } from '../../contracts/document-names.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { readableFile, unreadable } from '../http/upload.ts';
import { isDirectory, type Sources, sourcesOf } from './sources.ts';

const TABLE = /\.(?:xlsx?|xlsm|ods|csv|tsv)$/i;
const LONGEST_NAME = 240;

export interface PackOptions {
  /** What the spec says of the upload (`ingest.kind`). */
  readonly kind?: unknown;
  readonly signal: AbortSignal;
}

/** What is uploaded for the paths that a person named. */
export interface Upload {
  readonly file: string;
  /** What went into the pack; null where the file is uploaded as it is. */
  readonly packed: Sources | null;
}

/**
 * Hands the one file to upload to `work`: documents, with their names, packed into a ZIP that is gone afterwards, or the
 * file itself. The same documents give the same bytes, so that they are the same dataset version.
 * Errors: those of `sourcesOf`.
 */
export async function withUpload<T>(
  paths: readonly string[],
  { kind, signal }: PackOptions,
  work: (upload: Upload) => Promise<T>,
): Promise<T> {
  if (!(await isPacked(paths, kind))) {
    if (TABLE.test(paths[0]!)) await refusePage(paths[0]!);
    return work({ file: paths[0]!, packed: null });
  }
  const packed = await sourcesOf(paths);
  const directory = await mkdtemp(join(tmpdir(), 'touchstone-pack-'));
  try {
    const file = join(directory, `${shortened(basename(resolve(paths[0]!)))}.zip`);
    await writePack(packed, file, signal);
    return await work({ file, packed });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Web sites hand out pages under the names of spreadsheets; only the name tells that records were meant. */
async function refusePage(path: string): Promise<void> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(path, error.code ?? error.message);
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    // Signs of markup are ASCII in every encoding; UTF-16 has zeros between them.
    const head = buffer.toString('latin1', 0, bytesRead).replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '');
    const kind = markupKind(head.replaceAll('\0', ''));
    if (kind === null) return;
    throw new TouchstoneError('INPUT_NOT_TEXT', {
      params: { kind },
      found: kind,
      place: { file: basename(path) },
    });
  } finally {
    await file.close();
  }
}

async function isPacked(paths: readonly string[], kind: unknown): Promise<boolean> {
  if (paths.length > 1 || (await isDirectory(paths[0]!))) return true;
  return isDocument(paths[0]!, kind);
}

/** A name that leaves room for a suffix within what file systems take. */
function shortened(name: string): string {
  let short = name;
  while (Buffer.byteLength(short) > LONGEST_NAME) short = [...short].slice(0, -1).join('');
  return short;
}

async function writePack({ files }: Sources, target: string, signal: AbortSignal): Promise<void> {
  const zip = new ZipFile();
  // The same time for all, in no time zone, and no compression: equal in every version of zlib.
  const options = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100644, compress: false };
  for (const { path, name } of files) {
    await readableFile(path);
    // The one character that a file's name may have here and not in a pack.
    zip.addFile(path, name.replaceAll('\\', '_'), options);
  }
  const failed = new Promise<never>((_, reject) => zip.once('error', reject));
  zip.end();
  const written = pipeline(zip.outputStream, createWriteStream(target, { mode: 0o600 }), { signal });
  await Promise.race([written, failed]);
}
