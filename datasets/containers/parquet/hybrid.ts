import { demand } from '../../compression/damage.ts';

/**
 * Decodes exactly `count` numbers of `width` bits, 0 to 32, from Parquet's hybrid of runs and packed bits, which takes
 * the bytes from `start` up to `end`. github.com/apache/parquet-format/blob/master/Encodings.md
 */
export function decodeHybrid(
  bytes: Uint8Array,
  start: number,
  end: number,
  width: number,
  count: number,
): Uint32Array {
  demand(width <= 32 && end <= bytes.length && start <= end, 'levels beyond their page');
  const out = new Uint32Array(count);
  if (width === 0) return out;
  let at = start;
  let to = 0;
  while (to < count) {
    let head = 0;
    for (let shift = 0; ; shift += 7) {
      demand(at < end && shift < 35, 'a run cut off');
      const byte = bytes[at++]!;
      head += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    const packed = head % 2 === 1;
    const length = Math.floor(head / 2);
    if (packed) {
      const take = Math.min(length * 8, count - to);
      demand(length > 0 && at + length * width <= end + width, 'packed bits cut off');
      unpack(bytes, at, end, width, out, to, take);
      at += length * width;
      to += take;
    } else {
      const size = (width + 7) >> 3;
      demand(length > 0 && length <= count - to && at + size <= end, 'a run too long');
      let value = 0;
      for (let i = size - 1; i >= 0; i--) value = value * 256 + bytes[at + i]!;
      out.fill(value, to, to + length);
      at += size;
      to += length;
    }
  }
  return out;
}

/** The last group of eight may lack the bytes of numbers that are not wanted. */
function unpack(
  bytes: Uint8Array,
  start: number,
  end: number,
  width: number,
  out: Uint32Array,
  to: number,
  count: number,
): void {
  demand(start + Math.ceil((count * width) / 8) <= end, 'packed bits cut off');
  let bit = start * 8;
  for (let i = 0; i < count; i++) {
    let value = 0;
    for (let have = 0; have < width; ) {
      const take = Math.min(8 - (bit & 7), width - have);
      value += ((bytes[bit >> 3]! >> (bit & 7)) & ((1 << take) - 1)) * 2 ** have;
      have += take;
      bit += take;
    }
    out[to + i] = value;
  }
}
