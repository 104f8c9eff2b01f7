import { Readable } from 'node:stream';
import { readRecords } from '../../datasets/arrow/read.ts';
import { recordBytes } from '../../datasets/arrow/write.ts';
import { isUsableTest } from '../../datasets/split/own-test.ts';
import type { Place } from '../../datasets/split/pool.ts';
import type { ArtifactStore, BlobRef } from '../../pipeline/contracts/artifact.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';

/** Stores the records that a plan puts in one place, in the file's order. */
export function writePlace(
  place: Exclude<Place, null>,
  places: readonly Place[],
  records: BlobRef,
  artifacts: ArtifactStore,
): Promise<BlobRef> {
  return writeIf((_, row) => places[row] === place, records, artifacts);
}

/** Stores the records of the user's own test file that can judge anything. */
export function writeTest(file: BlobRef, artifacts: ArtifactStore): Promise<BlobRef> {
  return writeIf(isUsableTest, file, artifacts);
}

async function writeIf(
  wanted: (record: DatasetRecord, row: number) => boolean,
  source: BlobRef,
  artifacts: ArtifactStore,
): Promise<BlobRef> {
  const bytes = await artifacts.openStream(source.digest);
  const chosen = async function* () {
    let row = 0;
    for await (const group of readRecords(bytes)) {
      const start = row;
      row += group.length;
      yield group.filter((record, i) => wanted(record, start + i));
    }
  };
  return artifacts.putStream(Readable.from(recordBytes(chosen()), { objectMode: false }));
}
