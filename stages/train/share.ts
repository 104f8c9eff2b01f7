import { Readable } from 'node:stream';
import { readRecords } from '../../datasets/arrow/read.ts';
import { recordBytes } from '../../datasets/arrow/write.ts';
import { canonicalQuestion, contentWords } from '../../datasets/fingerprint/content.ts';
import type { BlobRef } from '../../pipeline/contracts/artifact.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import type { StageContext } from '../../pipeline/contracts/stage.ts';

/**
 * The records whose content falls below a share, as a canonical table. A record is in a share or not by its content, so that each
 * share is part of the next and another upload moves nobody.
 */
export async function shareOf(
  train: BlobRef,
  share: number,
  { artifacts, signal }: Pick<StageContext, 'artifacts' | 'signal'>,
): Promise<{ readonly blob: BlobRef; readonly records: number }> {
  let records = 0;
  async function* kept() {
    for await (const group of readRecords(await artifacts.openStream(train.digest))) {
      signal.throwIfAborted();
      const part = group.filter((record) => placeOf(record) < share);
      records += part.length;
      if (part.length > 0) yield part;
    }
  }
  const blob = await artifacts.putStream(Readable.from(recordBytes(kept()), { objectMode: false }));
  return { blob, records };
}

/** 0–1, even over all contents. */
function placeOf(record: DatasetRecord): number {
  return (contentWords(canonicalQuestion(record), record)[0]! >>> 0) / 2 ** 32;
}
