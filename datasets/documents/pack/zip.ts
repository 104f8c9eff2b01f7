import type { TouchstoneError } from '../../../pipeline/contracts/errors/error.ts';
import { Damage } from '../../compression/damage.ts';
import type { RandomAccess } from '../../random-access.ts';
import { TooManyEntries, ZipArchive } from '../../zip/zip-archive.ts';
import { documentFault, type Source } from '../fault.ts';
import { entryName } from './entry-name.ts';

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
  const zip = await ZipArchive.open(bytes, entryName, limits.entries).catch((error: unknown) => {
    if (error instanceof TooManyEntries) throw tooFar(source, bytes.size);
    throw damage(error, kind, source);
  });
  const allowed = Math.min(limits.expandedBytes, Math.max(limits.freeBytes, bytes.size * limits.expansion));
  let used = 0;
  return {
    names: zip.names,
    has: (name) => zip.entry(name) !== undefined,
    async read(name, most = Number.POSITIVE_INFINITY) {
      const entry = zip.entry(name);
      if (!entry) return null;
      if (entry.isEncrypted())
        throw documentFault(source, 'DOCUMENT_ENCRYPTED', { params: { kind }, field: name });
      if (entry.uncompressedSize > most) {
        throw documentFault(source, 'DOCUMENT_TOO_LARGE', { params: { limit: most }, field: name });
      }
      if (used + entry.uncompressedSize > allowed) throw tooFar(source, allowed, name);
      const pieces: Buffer[] = [];
      try {
        for await (const piece of zip.read(entry)) {
          used += piece.length;
          pieces.push(piece);
        }
      } catch (error) {
        throw damage(error, kind, source);
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

/** What is wrong with the container; errors of where it lies come through as they are. */
function damage(error: unknown, kind: string, source: Source): unknown {
  if (!(error instanceof Damage)) return error;
  return documentFault(source, 'DOCUMENT_DAMAGED', { params: { kind, detail: error.message } });
}
