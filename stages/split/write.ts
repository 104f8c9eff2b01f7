import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { readRecords } from '../../datasets/arrow/read.ts';
import { recordBytes } from '../../datasets/arrow/write.ts';
import type { SplitName } from '../../datasets/formats/common-columns.ts';
import type { Place } from '../../datasets/split/draft.ts';
import { isUsableTest } from '../../datasets/split/own-test.ts';
import type { ArtifactStore, BlobRef } from '../../pipeline/contracts/artifact.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';

/** Groups of records that wait to be written, for each part. */
const WAITING = 2;

/** Stores the records that a plan puts in each of the parts, in the file's order; the file is read but once. */
export async function writeParts<P extends SplitName>(
  parts: readonly P[],
  places: readonly Place[],
  records: BlobRef,
  artifacts: ArtifactStore,
): Promise<Record<P, BlobRef>> {
  const channels = parts.map(() => new PassThrough({ objectMode: true, highWaterMark: WAITING }));
  const failed = new AbortController();
  const deal = async () => {
    let row = 0;
    for await (const group of readRecords(await artifacts.openStream(records.digest))) {
      const start = row;
      row += group.length;
      for (const [at, part] of parts.entries()) {
        const channel = channels[at]!;
        const chosen = group.filter((_, i) => places[start + i] === part);
        if (!channel.write(chosen)) await once(channel, 'drain', { signal: failed.signal });
      }
    }
    for (const channel of channels) channel.end();
  };
  try {
    const [blobs] = await Promise.all([
      Promise.all(channels.map((channel) => store(channel as AsyncIterable<DatasetRecord[]>, artifacts))),
      deal(),
    ]);
    return Object.fromEntries(parts.map((part, at) => [part, blobs[at]!])) as Record<P, BlobRef>;
  } catch (error) {
    // Whoever still waits for the others must not wait for ever.
    failed.abort();
    for (const channel of channels) channel.destroy();
    throw error;
  }
}

/** Stores the records of the user's own test file that can judge anything. */
export async function writeTest(file: BlobRef, artifacts: ArtifactStore): Promise<BlobRef> {
  const bytes = await artifacts.openStream(file.digest);
  const usable = async function* () {
    for await (const group of readRecords(bytes)) yield group.filter(isUsableTest);
  };
  return store(usable(), artifacts);
}

function store(groups: AsyncIterable<readonly DatasetRecord[]>, artifacts: ArtifactStore): Promise<BlobRef> {
  return artifacts.putStream(Readable.from(recordBytes(groups), { objectMode: false }));
}
