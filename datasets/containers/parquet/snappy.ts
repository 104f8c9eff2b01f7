import { demand } from '../../compression/damage.ts';

/** Decompresses raw snappy data that is known to take `size` bytes. github.com/google/snappy/blob/main/format_description.txt */
export function unsnappy(bytes: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size);
  let at = 0;
  while (at < 5 && bytes[at]! >= 0x80) at += 1;
  at += 1;
  let to = 0;
  while (at < bytes.length) {
    const tag = bytes[at++]!;
    if ((tag & 3) === 0) {
      let length = tag >> 2;
      if (length >= 60) {
        const extra = length - 59;
        length = little(bytes, at, extra);
        at += extra;
      }
      length += 1;
      demand(at + length <= bytes.length && to + length <= size, 'a literal out of range');
      out.set(bytes.subarray(at, at + length), to);
      at += length;
      to += length;
      continue;
    }
    const kind = tag & 3;
    const length = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const extra = kind === 1 ? 1 : kind === 2 ? 2 : 4;
    const distance = little(bytes, at, extra) + (kind === 1 ? (tag >> 5) * 256 : 0);
    at += extra;
    demand(distance > 0 && distance <= to && to + length <= size, 'a copy out of range');
    for (let end = to + length; to < end; to++) out[to] = out[to - distance]!;
  }
  demand(to === size, 'content of another length than said');
  return out;
}

function little(bytes: Uint8Array, at: number, count: number): number {
  demand(at + count <= bytes.length, 'a length cut off');
  let value = 0;
  for (let i = count - 1; i >= 0; i--) value = value * 256 + bytes[at + i]!;
  return value;
}
