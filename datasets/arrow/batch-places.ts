import { FlatTable } from '../containers/arrow/flatbuffer.ts';

/** Bytes of a file from `start` up to `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Where the parts of an Arrow IPC stream of ours lie. */
export interface BatchPlaces {
  /** The schema, which is read before any batch. */
  readonly schema: ByteRange;
  readonly batches: readonly ByteRange[];
}

/** Every message begins with a mark and the length of its metadata. */
const PREFIX = 8;

/**
 * Finds the batches of an Arrow IPC stream by the lengths that its messages begin with; what they hold is not read.
 * `read` gives the bytes from a place up to another, within `size`.
 */
export async function batchPlaces(
  read: (start: number, end: number) => Promise<Uint8Array>,
  size: number,
): Promise<BatchPlaces> {
  const messages: ByteRange[] = [];
  for (let start = 0; start + PREFIX <= size; ) {
    const prefix = Buffer.from(await read(start, start + PREFIX));
    const metadata = prefix.readInt32LE(4);
    if (metadata === 0) break;
    const body = FlatTable.root(await read(start + PREFIX, start + PREFIX + metadata)).long(3);
    const end = start + PREFIX + metadata + body;
    messages.push({ start, end });
    start = end;
  }
  const [schema, ...batches] = messages;
  if (schema === undefined) throw new RangeError('an Arrow stream without a schema');
  return { schema, batches };
}

/** Neighbouring batches together, so that each range has about so many bytes. The same batches give the same ranges. */
export function rangesOf(batches: readonly ByteRange[], bytes: number): ByteRange[] {
  const ranges: ByteRange[] = [];
  for (const { start, end } of batches) {
    const last = ranges.at(-1);
    if (last === undefined || last.end - last.start >= bytes) ranges.push({ start, end });
    else ranges[ranges.length - 1] = { start: last.start, end };
  }
  return ranges;
}
