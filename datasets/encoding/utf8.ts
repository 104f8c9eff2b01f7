import { isAscii, isUtf8, transcode } from 'node:buffer';
import type { Decoded, Decoder } from './decoder.ts';

/** UTF-8, without its byte order mark. */
export const utf8: Decoder = {
  encoding: 'utf-8',
  decode(bytes, last): Decoded {
    const checked = checkUtf8(bytes, last);
    return 'badAt' in checked ? checked : { text: utf8Text(checked.whole), used: checked.whole.length };
  },
};

/** The whole characters at the head of `bytes`, if they are UTF-8; else where the first byte lies that fits nowhere. */
export function checkUtf8(
  bytes: Buffer,
  last: boolean,
): { readonly whole: Buffer } | { readonly badAt: number } {
  const used = last ? bytes.length : wholeCharacters(bytes);
  const whole = used === bytes.length ? bytes : bytes.subarray(0, used);
  return isUtf8(whole) ? { whole } : { badAt: firstBadByte(whole) };
}

/** The text of valid UTF-8. */
export function utf8Text(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString('latin1');
  // Four times as fast as toString('utf8') on Chinese text with Node 20.
  return transcode(bytes, 'utf8', 'ucs2').toString('ucs2');
}

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
