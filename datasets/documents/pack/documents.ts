import { TouchstoneError } from '../../../pipeline/contracts/errors/error.ts';
import type { RandomAccess } from '../../random-access.ts';
import { documentFault, type Source } from '../fault.ts';
import { type DocumentLimits, PACK_LIMITS } from '../limits.ts';
import { isPassedOver } from './entry-name.ts';
import { openZip } from './zip.ts';

/** One file of a pack: its bytes, or why it cannot be read. */
export interface PackedFile {
  readonly name: string;
  readonly content: Buffer | TouchstoneError;
}

export interface Pack {
  readonly passedOver: readonly string[];
  /** The files in order of their names, whatever their order in the pack, one at a time. */
  files(): AsyncGenerator<PackedFile>;
}

/** Files of records that lie among documents; read as text they would be neither. */
const RECORDS = /\.(csv|tsv|jsonl|ndjson|json|parquet|arrow|feather|xlsx|xls|ods|numbers)$/i;

/** Opens a ZIP of documents. Faults: those of `openZip`, also in `files`; `DOCUMENT_NONE`. */
export async function openPack(
  bytes: RandomAccess,
  file: string,
  own: Partial<DocumentLimits> = {},
): Promise<Pack> {
  const limits = { ...PACK_LIMITS, ...own };
  const source: Source = { file, limits };
  const zip = await openZip(bytes, 'ZIP', source);
  const names = zip.names.filter((name) => !isPassedOver(name)).sort();
  if (names.length === 0) throw documentFault(source, 'DOCUMENT_NONE');
  return {
    passedOver: zip.names.filter((name) => isPassedOver(name) && !name.endsWith('/')),
    async *files() {
      for (const name of names) yield { name, content: await contentOf(name) };
    },
  };

  async function contentOf(name: string): Promise<Buffer | TouchstoneError> {
    const place: Source = { file: name, limits };
    const records = RECORDS.exec(name)?.[1]?.toUpperCase();
    if (records !== undefined) {
      return documentFault(place, 'DOCUMENT_RECORDS', { params: { kind: records }, found: records });
    }
    try {
      return (await zip.read(name, limits.bytes))!;
    } catch (error) {
      const fault = TouchstoneError.from(error);
      // Beyond this bound nothing more is read of the pack.
      if (fault.code === 'DOCUMENT_EXPANDS_TOO_FAR' || !fault.code.startsWith('DOCUMENT_')) throw error;
      return documentFault(place, fault.code, { params: fault.params });
    }
  }
}
