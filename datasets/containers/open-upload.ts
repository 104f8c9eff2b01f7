import type { CompressionName } from '../compression/registry.ts';
import { expand, recogniseCompression } from '../compression/registry.ts';
import type { FaultList } from '../faults.ts';
import { fileKind, isEncryptedPackage, KIND_HEAD } from '../file-kind.ts';
import type { IntakeLimits } from '../limits.ts';
import { ByteReader } from './byte-reader.ts';

/** A file with its compression taken off. */
export interface OpenUpload {
  readonly compression: CompressionName;
  readonly kind: 'parquet' | 'arrow' | 'arrow_stream' | 'zip' | 'text';
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * Tells from the first bytes of a file how it is compressed and what lies inside.
 * Faults, final: `INPUT_EMPTY_FILE`, `INPUT_NOT_TEXT`, `INPUT_ENCRYPTED`, and, while its bytes are read, those of
 * `expand`.
 */
export async function openUpload(
  bytes: AsyncIterable<Uint8Array>,
  faults: FaultList,
  limits: IntakeLimits,
): Promise<OpenUpload> {
  const packed = new ByteReader(bytes);
  try {
    const start = await packed.peek(4);
    if (start.length === 0) faults.fail('INPUT_EMPTY_FILE');
    const compression = recogniseCompression(start);
    const content =
      compression === 'none' ? packed : new ByteReader(expand(packed.rest(), compression, faults, limits));
    const kind = await kindOf(content, faults);
    return { compression, kind, bytes: content.rest() };
  } catch (error) {
    await packed.close();
    throw error;
  }
}

async function kindOf(content: ByteReader, faults: FaultList): Promise<OpenUpload['kind']> {
  const head = await content.peek(KIND_HEAD);
  const kind = fileKind(head);
  switch (kind) {
    case null:
      return isArrowStream(head) ? 'arrow_stream' : 'text';
    case 'Parquet':
      return 'parquet';
    case 'Arrow':
      return 'arrow';
    case 'ZIP':
      return 'zip';
    case 'OLE':
      return refuseOffice(content, faults);
    // gzip and zstd: compressed twice, or inside of what was compressed.
    default:
      faults.fail('INPUT_NOT_TEXT', { params: { kind }, found: kind });
  }
}

async function refuseOffice(content: ByteReader, faults: FaultList): Promise<never> {
  if (await isEncryptedPackage(content.rest())) {
    faults.fail('INPUT_ENCRYPTED', { params: { kind: 'XLSX' } });
  }
  faults.fail('INPUT_NOT_TEXT', { params: { kind: 'XLS / DOC' }, found: 'XLS / DOC' });
}

/**
 * A stream of Arrow begins with a mark, the length of its schema and the place of the schema's table in it, which is
 * small: no text in any encoding begins so.
 */
function isArrowStream(head: Buffer): boolean {
  const marked = head.length >= 12 && head.readUInt32LE(0) === 0xffffffff && head.readInt32LE(4) > 0;
  return marked && head.readUInt32LE(8) < 0x10000;
}
