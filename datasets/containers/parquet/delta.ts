import { demand } from '../../compression/damage.ts';

/** Parquet's delta encodings. github.com/apache/parquet-format/blob/master/Encodings.md */
export class DeltaReader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** `count` whole numbers of 64 bits, or fewer: DELTA_BINARY_PACKED. */
  numbers(count: number): BigInt64Array {
    const block = Number(this.#unsigned());
    const miniblocks = Number(this.#unsigned());
    const total = Number(this.#unsigned());
    const each = block / miniblocks;
    demand(total === count, 'another number of values than said');
    demand(miniblocks > 0 && miniblocks <= 1_024 && each > 0 && each % 8 === 0, 'blocks of an odd size');
    const out = new BigInt64Array(count);
    let value = this.#signed();
    if (count > 0) out[0] = value;
    for (let to = 1; to < count; ) {
      const least = this.#signed();
      const widths = this.#take(miniblocks);
      for (let i = 0; i < miniblocks && to < count; i++) {
        const packed = this.#take((each / 8) * widths[i]!, true);
        for (let j = 0; j < each && to < count; j++) {
          value = BigInt.asIntN(64, value + least + bitsAt(packed, j * widths[i]!, widths[i]!));
          out[to++] = value;
        }
      }
    }
    return out;
  }

  /** `count` texts whose lengths come first: DELTA_LENGTH_BYTE_ARRAY. */
  texts(count: number): Uint8Array[] {
    return Array.from(this.numbers(count), (length) => this.#take(Number(length)));
  }

  /** `count` texts that each begin as the one before it: DELTA_BYTE_ARRAY. At most `most` bytes in all. */
  frontCoded(count: number, most: number): Uint8Array[] {
    const shared = this.numbers(count);
    const rests = this.texts(count);
    let before: Uint8Array = new Uint8Array(0);
    let size = 0;
    return rests.map((rest, i) => {
      const head = Number(shared[i]);
      demand(head >= 0 && head <= before.length, 'a text that begins as none before it');
      size += head + rest.length;
      demand(size <= most, 'texts that grow too large');
      before = head === 0 ? rest : Buffer.concat([before.subarray(0, head), rest]);
      return before;
    });
  }

  /** Bytes beyond the end may lack where they pack values that are not wanted. */
  #take(count: number, lax = false): Buffer {
    demand(count >= 0 && (lax || this.#at + count <= this.#bytes.length), 'values cut off');
    const taken = this.#bytes.subarray(this.#at, this.#at + count);
    this.#at += count;
    return taken;
  }

  #unsigned(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      demand(this.#at < this.#bytes.length, 'a number cut off');
      const byte = this.#bytes[this.#at++]!;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    demand(false, 'a number too long');
    return value;
  }

  #signed(): bigint {
    const value = this.#unsigned();
    return (value >> 1n) ^ -(value & 1n);
  }
}

/** `width` bits from bit `start` on, lowest first. */
function bitsAt(bytes: Buffer, start: number, width: number): bigint {
  demand(width <= 64 && Math.ceil((start + width) / 8) <= bytes.length, 'values cut off');
  let value = 0n;
  for (let have = 0; have < width; ) {
    const bit = start + have;
    const take = Math.min(8 - (bit & 7), width - have);
    value |= BigInt((bytes[bit >> 3]! >> (bit & 7)) & ((1 << take) - 1)) << BigInt(have);
    have += take;
  }
  return value;
}
