import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** One entry of an archive, its content piece by piece. */
export interface ZipPart {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

interface Written {
  readonly name: Buffer;
  readonly offset: number;
  readonly packed: number;
  readonly size: number;
  readonly sum: number;
}

/** 1 January 1980, the first day that the format knows: the same content gives the same bytes. */
const DATE = 0x0021;
const VERSION = 20;
/** Lengths stand after the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATED = 8;

/** A ZIP archive of less than 4 GiB, its entries deflated. */
export async function* zipBytes(parts: AsyncIterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const entries: Written[] = [];
  let offset = 0;
  for await (const { name, bytes } of parts) {
    const start = offset;
    const encoded = Buffer.from(name);
    const head = header(0x04034b50, [VERSION, FLAGS, DEFLATED, 0, DATE], [0, 0, 0], [encoded.length, 0]);
    yield Buffer.concat([head, encoded]);
    offset += head.length + encoded.length;
    let size = 0;
    let sum = 0;
    let packed = 0;
    const counted = async function* () {
      for await (const piece of bytes) {
        size += piece.length;
        sum = crc32(piece, sum);
        yield piece;
      }
    };
    for await (const piece of deflated(counted())) {
      packed += piece.length;
      yield piece;
    }
    const tail = header(0x08074b50, [], [sum, packed, size], []);
    yield tail;
    offset += packed + tail.length;
    entries.push({ name: encoded, offset: start, packed, size, sum });
  }
  const directory = Buffer.concat(entries.map(directoryEntry));
  const count = entries.length;
  yield directory;
  yield header(0x06054b50, [0, 0, count, count], [directory.length, offset], [0]);
}

async function* deflated(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = Readable.from(bytes, { objectMode: false });
  const codec = createDeflateRaw({ chunkSize: 256 * 1024 });
  source.on('error', (error) => codec.destroy(error));
  for await (const piece of source.pipe(codec)) yield piece as Buffer;
}

function directoryEntry({ name, offset, packed, size, sum }: Written): Buffer {
  const head = header(
    0x02014b50,
    [VERSION, VERSION, FLAGS, DEFLATED, 0, DATE],
    [sum, packed, size],
    [name.length, 0, 0, 0, 0],
  );
  const rest = Buffer.alloc(8);
  rest.writeUInt32LE(offset, 4);
  return Buffer.concat([head, rest, name]);
}

/** A signature, then numbers of 16, of 32 and again of 16 bits. */
function header(
  signature: number,
  shorts: readonly number[],
  longs: readonly number[],
  more: readonly number[],
): Buffer {
  const bytes = Buffer.alloc(4 + 2 * shorts.length + 4 * longs.length + 2 * more.length);
  let at = bytes.writeUInt32LE(signature, 0);
  for (const value of shorts) at = bytes.writeUInt16LE(value, at);
  for (const value of longs) at = bytes.writeUInt32LE(value >>> 0, at);
  for (const value of more) at = bytes.writeUInt16LE(value, at);
  return bytes;
}
