import { demand } from '../../compression/damage.ts';
import { unzstd } from '../../compression/zstd/decoder.ts';
import { UnknownCodec } from '../unreadable-type.ts';
import type { FlatTable } from './flatbuffer.ts';

/** Length of one column, or of one part of a nested one. */
export interface Node {
  readonly length: number;
  readonly nulls: number;
}

/** The nodes and buffers of a record batch, taken one after the other as its columns ask for them. */
export class BatchBuffers {
  readonly rows: number;
  readonly #nodes: readonly number[];
  readonly #places: readonly number[];
  readonly #variadic: readonly number[];
  readonly #body: Uint8Array;
  readonly #zstd: boolean;
  readonly #most: number;
  #node = 0;
  #buffer = 0;
  #view = 0;
  #grown = 0;

  /** `most`: bytes of all buffers together once they are expanded. */
  constructor(table: FlatTable, body: Uint8Array, most: number) {
    this.rows = table.long(0);
    this.#nodes = table.longs(1, 2);
    this.#places = table.longs(2, 2);
    this.#variadic = table.longs(4, 1);
    this.#body = body;
    this.#most = most;
    const compression = table.table(3);
    if (compression !== null && compression.byte(0) !== 1) throw new UnknownCodec('lz4');
    this.#zstd = compression !== null;
  }

  node(): Node {
    demand(this.#node < this.#nodes.length, 'a column without its length');
    const length = this.#nodes[this.#node]!;
    const nulls = this.#nodes[this.#node + 1]!;
    this.#node += 2;
    demand(nulls <= length, 'more nulls than values');
    return { length, nulls };
  }

  /** The next buffer, which must hold `atLeast` bytes. */
  buffer(atLeast: number): Buffer {
    demand(this.#buffer < this.#places.length, 'a column without its values');
    const start = this.#places[this.#buffer]!;
    const length = this.#places[this.#buffer + 1]!;
    this.#buffer += 2;
    demand(start + length <= this.#body.length, 'values beyond their batch');
    const stored = Buffer.from(this.#body.buffer, this.#body.byteOffset + start, length);
    const values = this.#zstd && length > 0 ? this.#expanded(stored) : stored;
    demand(values.length >= atLeast, 'fewer values than there should be');
    return values;
  }

  /** How many buffers the next column of text views has for its long texts. */
  variadic(): number {
    const count = this.#variadic[this.#view++];
    demand(count !== undefined, 'views without their texts');
    return count;
  }

  /** Before compressed values stands their length, or -1 where they are as they were. */
  #expanded(stored: Buffer): Buffer {
    demand(stored.length >= 8, 'compressed values cut off');
    const size = stored.readBigInt64LE(0);
    if (size === -1n) return stored.subarray(8);
    this.#grown += Number(size);
    demand(size >= 0n && this.#grown <= this.#most, 'values that grow too large');
    return Buffer.from(unzstd(stored.subarray(8), Number(size)).buffer);
  }
}
