import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import { documentFault, type Source } from './fault.ts';

/** The files of a ZIP container, read one by one and within the limits, all of them together. */
export interface ZipContainer {
  has(name: string): boolean;
  readonly names: readonly string[];
  /** The bytes of a file, null where there is none. */
  read(name: string): Promise<Buffer | null>;
}

/**
 * Opens a ZIP container. Faults: `DOCUMENT_DAMAGED`, `DOCUMENT_ENCRYPTED`, `DOCUMENT_EXPANDS_TOO_FAR`; also when a file is
 * read, where a header that claims less than comes out is found out by what comes out.
 */
export async function openZip(bytes: Buffer, kind: string, source: Source): Promise<ZipContainer> {
  const { limits } = source;
  const damaged = (error: unknown): TouchstoneError => damage(error, kind, source);
  const entries = new Map<string, Entry>();
  let zip: ZipFile;
  try {
    zip = await fromBufferPromise(bytes, { autoClose: false });
    if (zip.entryCount > limits.entries) throw tooFar(source, bytes.length);
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName.replace(/^\//, ''), entry);
  } catch (error) {
    throw damaged(error);
  }
  const allowed = Math.min(limits.expandedBytes, Math.max(limits.freeBytes, bytes.length * limits.expansion));
  let used = 0;
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    async read(name) {
      const entry = entries.get(name);
      if (!entry) return null;
      if (entry.isEncrypted())
        throw documentFault(source, 'DOCUMENT_ENCRYPTED', { params: { kind }, field: name });
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
      return Buffer.concat(pieces);
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
