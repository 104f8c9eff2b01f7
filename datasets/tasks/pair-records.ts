import { Readable } from 'node:stream';
import type { ArtifactStore, BlobRef } from '../../pipeline/contracts/artifact.ts';
import { readRecords } from '../arrow/read.ts';
import { recordBytes } from '../arrow/write.ts';
import { rejectedAnswer } from './rejected-answer.ts';

/** Records that have a better and a worse answer, as the trainer reads them. */
export interface PairRecords {
  readonly blob: BlobRef;
  readonly ids: readonly string[];
  /** Records there were. */
  readonly of: number;
}

/** Those of a file's records that have two answers, in its order, with nothing but `rejected` in `meta`. */
export async function pairRecords(
  records: BlobRef,
  { artifacts, signal }: { readonly artifacts: ArtifactStore; readonly signal: AbortSignal },
): Promise<PairRecords> {
  const ids: string[] = [];
  let of = 0;
  async function* kept() {
    for await (const group of readRecords(await artifacts.openStream(records.digest))) {
      signal.throwIfAborted();
      of += group.length;
      const pairs = group.flatMap((record) => {
        const rejected = rejectedAnswer(record);
        return rejected === null ? [] : [{ ...record, meta: JSON.stringify({ rejected }) }];
      });
      ids.push(...pairs.map(({ id }) => id));
      if (pairs.length > 0) yield pairs;
    }
  }
  const blob = await artifacts.putStream(Readable.from(recordBytes(kept()), { objectMode: false }));
  return { blob, ids, of };
}
