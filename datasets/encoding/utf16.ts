import { isUtf8 } from 'node:buffer';
import type { Decoded, Decoder } from './decoder.ts';

const HIGH_AT_END = /[\ud800-\udbff]$/;
const UNPAIRED = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function utf16(encoding: 'utf-16le' | 'utf-16be'): Decoder {
  return {
    encoding,
    decode(bytes, last): Decoded {
      let used = bytes.length & ~1;
      if (last && used !== bytes.length) return { badAt: used };
      const units =
        encoding === 'utf-16le' ? bytes.subarray(0, used) : Buffer.from(bytes.subarray(0, used)).swap16();
      let text = units.toString('ucs2');
      if (!last && HIGH_AT_END.test(text)) {
        text = text.slice(0, -1);
        used -= 2;
      }
      const unpaired = text.search(UNPAIRED);
      return unpaired < 0 ? { text, used } : { badAt: unpaired * 2 };
    },
  };
}

export const utf16le = utf16('utf-16le');
export const utf16be = utf16('utf-16be');

/** Bytes looked at for a guess. */
const SAMPLE = 4_096;
/** Of all units at least so many are ASCII: the quotes, commas and line breaks of any table. */
const ASCII_SHARE = 0.02;
/** ASCII, quotes and dashes, CJK punctuation, kana, ideographs, full-width forms. */
const USUAL = /[\t\n\r -~\u2010-\u2027\u3000-\u30ff\u4e00-\u9fff\uff01-\uffee]/g;
const USUAL_SHARE = 0.95;

/**
 * UTF-16 without a byte order mark, or null. The upper halves of ASCII characters are zero, which no other encoding
 * of text holds: they lie at odd places in little-endian text, at even ones in big-endian. A few at the other places are
 * characters such as 一 (U+4E00): then what comes out must read like a text, and not be UTF-8 with NUL in it.
 */
export function utf16WithoutMark(bytes: Buffer): Decoder | null {
  const sample = bytes.subarray(0, Math.min(SAMPLE, bytes.length & ~1));
  const zeros = [0, 0];
  for (let at = sample.indexOf(0); at >= 0; at = sample.indexOf(0, at + 1)) zeros[at & 1]! += 1;
  const [even, odd] = zeros as [number, number];
  for (const [decoder, upper, lower] of [
    [utf16le, odd, even],
    [utf16be, even, odd],
  ] as const) {
    if (upper === 0 || upper < ASCII_SHARE * (sample.length / 2)) continue;
    const decoded = decoder.decode(sample, false);
    if (!('text' in decoded)) continue;
    if (lower === 0 || (!isUtf8(sample) && readsLikeText(decoded.text))) return decoder;
  }
  return null;
}

function readsLikeText(text: string): boolean {
  return (text.match(USUAL)?.length ?? 0) >= USUAL_SHARE * text.length;
}
