import { Damage, demand } from '../../compression/damage.ts';
import type { FaultList } from '../../faults.ts';
import type { IntakeLimits } from '../../limits.ts';
import type { RandomAccess } from '../../random-access.ts';
import { ByteReader } from '../byte-reader.ts';
import type { RowSink } from '../container.ts';
import { refuseTable } from '../refuse-table.ts';
import { TableRows } from '../table-rows.ts';
import { ArrowTable } from './arrow-table.ts';
import { FlatTable } from './flatbuffer.ts';
import { checkBody, LARGEST_METADATA, type Message, messageOf } from './message.ts';

const KIND = 'Arrow';
const MAGIC = 'ARROW1';
const CONTINUATION = 0xffffffff;

/**
 * Reads an Arrow IPC stream; yields now and then. Holds one record batch at a time and the dictionaries, each
 * `heldBytes` at most. Written by hand where apache-arrow could read as well, since that trusts every length it is
 * told, and a stranger's file may say anything.
 * Faults, final: `INPUT_TABLE_TRUNCATED`, `INPUT_TABLE_BROKEN`, `INPUT_TABLE_TYPE`, `INPUT_TABLE_CODEC`,
 * `INPUT_PART_TOO_LARGE`, and those of the header.
 */
export async function* readArrowStream(
  bytes: AsyncIterable<Uint8Array>,
  sink: RowSink,
  faults: FaultList,
  limits: IntakeLimits,
): AsyncGenerator<void> {
  const reader = new ByteReader(bytes);
  try {
    const table = new ArrowTable(new TableRows(sink, faults, limits), limits);
    for (;;) {
      const message = await nextMessage(reader, faults, limits);
      if (message === null) break;
      for (const _ of table.take(message)) yield;
    }
    table.end();
  } catch (error) {
    refuseTable(error, KIND, faults);
  } finally {
    await reader.close();
  }
}

/** Reads an Arrow IPC file, whose footer says where its batches lie. Otherwise as above. */
export async function* readArrowFile(
  file: RandomAccess,
  sink: RowSink,
  faults: FaultList,
  limits: IntakeLimits,
): AsyncGenerator<void> {
  try {
    const footer = await readFooter(file);
    const table = new ArrowTable(new TableRows(sink, faults, limits), limits);
    const schema = footer.table(1);
    demand(schema !== null, 'no schema');
    table.open(schema);
    // Places of the dictionaries, then of the batches: offset, length of the metadata, length of the body.
    for (const slot of [2, 3]) {
      const blocks = footer.longs(slot, 3);
      for (let i = 0; i < blocks.length; i += 3) {
        // The second is a number of 32 bits with room after it.
        const message = await blockMessage(file, blocks[i]!, blocks[i + 1]! % 2 ** 32, faults, limits);
        for (const _ of table.take(message)) yield;
      }
    }
  } catch (error) {
    refuseTable(error, KIND, faults);
  }
}

/** The next message; null at the end of the stream, which may be marked or not. */
async function nextMessage(
  reader: ByteReader,
  faults: FaultList,
  limits: IntakeLimits,
): Promise<Message | null> {
  let prefix = await reader.read(4);
  if (prefix.length === 0) return null;
  // Streams of before 2019 have no mark before the length.
  if (prefix.length === 4 && prefix.readUInt32LE(0) === CONTINUATION) prefix = await reader.read(4);
  if (prefix.length < 4) throw new Damage('a message cut off', true);
  const size = prefix.readInt32LE(0);
  if (size === 0) return null;
  demand(size > 0 && size <= LARGEST_METADATA, 'a message of impossible length');
  const metadata = await reader.read(size);
  if (metadata.length < size) throw new Damage('a message cut off', true);
  const table = FlatTable.root(metadata);
  const length = checkBody(table, faults, limits);
  const body = await reader.read(length);
  if (body.length < length) throw new Damage('a batch cut off', true);
  return messageOf(table, body);
}

async function readFooter(file: RandomAccess): Promise<FlatTable> {
  const end = file.size - MAGIC.length;
  const tail = end < 16 ? Buffer.alloc(0) : Buffer.from(await file.read(end - 4, file.size));
  if (tail.toString('latin1', 4) !== MAGIC) throw new Damage('the end is missing', true);
  const length = tail.readInt32LE(0);
  demand(length > 0 && length <= LARGEST_METADATA && length + 4 <= end, 'a footer of impossible length');
  return FlatTable.root(await file.read(end - 4 - length, end - 4));
}

async function blockMessage(
  file: RandomAccess,
  offset: number,
  prefixed: number,
  faults: FaultList,
  limits: IntakeLimits,
): Promise<Message> {
  demand(
    prefixed > 8 && prefixed <= LARGEST_METADATA && offset + prefixed <= file.size,
    'a block out of range',
  );
  const metadata = Buffer.from(await file.read(offset, offset + prefixed));
  const marked = metadata.readUInt32LE(0) === CONTINUATION;
  const table = FlatTable.root(metadata.subarray(marked ? 8 : 4));
  const length = checkBody(table, faults, limits);
  const start = offset + prefixed;
  demand(start + length <= file.size, 'a batch beyond its file');
  return messageOf(table, await file.read(start, start + length));
}
