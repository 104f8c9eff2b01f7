import type { CompressionName } from '../compression/registry.ts';
import { expand, recogniseCompression } from '../compression/registry.ts';
import type { FaultList } from '../faults.ts';
import type { IntakeLimits } from '../limits.ts';
import { ByteReader } from './byte-reader.ts';
import { type FileKind, KIND_HEAD, kindOf } from './file-kind.ts';
import { isEncryptedPackage } from './xlsx/ole.ts';

/** A file with its compression taken off. */
export interface OpenUpload {
  readonly compression: CompressionName;
  readonly kind: Exclude<FileKind, 'ole' | { readonly refused: string }>;
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
    const kind = kindOf(await content.peek(KIND_HEAD));
    if (kind === 'ole') {
      const encrypted = await isEncryptedPackage(content.rest());
      if (encrypted) faults.fail('INPUT_ENCRYPTED', { params: { kind: 'XLSX' } });
      faults.fail('INPUT_NOT_TEXT', { params: { kind: 'XLS / DOC' }, found: 'XLS / DOC' });
    }
    if (typeof kind === 'object') {
      faults.fail('INPUT_NOT_TEXT', { params: { kind: kind.refused }, found: kind.refused });
    }
    return { compression, kind, bytes: content.rest() };
  } catch (error) {
    await packed.close();
    throw error;
  }
}
