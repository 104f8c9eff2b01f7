import { isAscii, isUtf8, transcode } from 'node:buffer';
import type { Decoded, Decoder } from './decoder.ts';

/** UTF-8, without its byte order mark. */
export const utf8: Decoder = {
  encoding: 'utf-8',
  decode(bytes, last): Decoded {
    const used = last ? bytes.length : wholeCharacters(bytes);
    const whole = used === bytes.length ? bytes : bytes.subarray(0, used);
    if (isAscii(whole)) return { text: whole.toString('latin1'), used };
    if (!isUtf8(whole)) return { badAt: firstBadByte(whole) };
    // Four times as fast as toString('utf8') on Chinese text with Node 20.
    return { text: transcode(whole, 'utf8', 'ucs2').toString('ucs2'), used };
  },
};

/** Length of `bytes` without a character that its end cuts off. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}

/** Position of the first byte that is not UTF-8, found by halving: the longest head that is valid ends before it. */
function firstBadByte(bytes: Buffer): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 64) {
    const middle = (good + bad) >> 1;
    const cut = good + wholeCharacters(bytes.subarray(good, middle));
    if (cut > good && isUtf8(bytes.subarray(good, cut))) good = cut;
    else bad = middle;
  }
  while (good < bytes.length) {
    const byte = bytes[good]!;
    const length = byte < 0x80 ? 1 : sequenceLength(byte);
    if (!isUtf8(bytes.subarray(good, good + length))) break;
    good += length;
  }
  return good;
}
