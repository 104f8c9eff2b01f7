import { crc32 } from 'node:zlib';
import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from 'yauzl';
import { TouchstoneError } from '../../../pipeline/contracts/errors/error.ts';
import { documentFault, type Source } from '../fault.ts';
import { entryName } from './entry-name.ts';
import { AccessReader, type RandomAccess } from './random-access.ts';

/** The files of a ZIP container, read one by one and within the limits, all of them together. */
export interface ZipContainer {
  has(name: string): boolean;
  readonly names: readonly string[];
  /** The bytes of a file, null where there is none. Fault beside those of `openZip`: `DOCUMENT_TOO_LARGE` over `most` bytes. */
  read(name: string, most?: number): Promise<Buffer | null>;
}

/**
 * Opens a ZIP container. Faults: `DOCUMENT_DAMAGED`, `DOCUMENT_ENCRYPTED`, `DOCUMENT_EXPANDS_TOO_FAR`; also when a file is
 * read, where a header that claims less than comes out is found out by what comes out.
 */
export async function openZip(bytes: RandomAccess, kind: string, source: Source): Promise<ZipContainer> {
  const { limits } = source;
  const damaged = (error: unknown): TouchstoneError => damage(error, kind, source);
  const entries = new Map<string, Entry>();
  let zip: ZipFile;
  try {
    const options = { autoClose: false, decodeStrings: false };
    zip = await fromRandomAccessReaderPromise(new AccessReader(bytes), bytes.size, options);
    if (zip.entryCount > limits.entries) throw tooFar(source, bytes.size);
    for await (const entry of zip.eachEntry()) {
      const name = entryName(entry);
      if (entries.has(name)) throw new Error(`two files named ${name}`);
      entries.set(name, entry);
    }
  } catch (error) {
    throw damaged(error);
  }
  const allowed = Math.min(limits.expandedBytes, Math.max(limits.freeBytes, bytes.size * limits.expansion));
  let used = 0;
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    async read(name, most = Number.POSITIVE_INFINITY) {
      const entry = entries.get(name);
      if (!entry) return null;
      if (entry.isEncrypted())
        throw documentFault(source, 'DOCUMENT_ENCRYPTED', { params: { kind }, field: name });
      if (entry.uncompressedSize > most) {
        throw documentFault(source, 'DOCUMENT_TOO_LARGE', { params: { limit: most }, field: name });
      }
      if (used + entry.uncompressedSize > allowed) throw tooFar(source, allowed, name);
      const pieces: Buffer[] = [];
      try {
        const stream = await zip.openReadStreamPromise(entry);
        for await (const piece of stream as AsyncIterable<Buffer>) {
          used += piece.length;
          if (used > allowed) throw tooFar(source, allowed, name);
          pieces.push(piece);
        }
      } catch (error) {
        throw damaged(error);
      }
      const content = Buffer.concat(pieces);
      if (crc32(content) !== entry.crc32) throw damaged(new Error(`checksum of ${name}`));
      return content;
    },
  };
}

function tooFar(source: Source, limit: number, field?: string): TouchstoneError {
  return documentFault(source, 'DOCUMENT_EXPANDS_TOO_FAR', {
    params: { limit },
    ...(field === undefined ? {} : { field }),
  });
}

function damage(error: unknown, kind: string, source: Source): TouchstoneError {
  if (error instanceof TouchstoneError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return documentFault(source, 'DOCUMENT_DAMAGED', { params: { kind, detail } });
}
