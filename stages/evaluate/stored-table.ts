import { Readable } from 'node:stream';
import { recordBytes } from '../../datasets/arrow/write.ts';
import type { ArtifactStore, BlobRef } from '../../pipeline/contracts/artifact.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';

/** Records that the stage made up to ask a model about them, as a canonical table. */
export async function storedTable(
  artifacts: ArtifactStore,
  records: readonly DatasetRecord[],
): Promise<BlobRef> {
  async function* groups() {
    yield records;
  }
  return artifacts.putStream(Readable.from(recordBytes(groups()), { objectMode: false }));
}
