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

/**
 * UTF-16 without a byte order mark, or null. The upper halves of ASCII characters are zero, which no other encoding
 * of text holds: they all lie at odd places in little-endian text, at even ones in big-endian.
 */
export function utf16WithoutMark(bytes: Buffer): Decoder | null {
  const sample = bytes.subarray(0, Math.min(SAMPLE, bytes.length & ~1));
  const zeros = [0, 0];
  for (let at = sample.indexOf(0); at >= 0; at = sample.indexOf(0, at + 1)) zeros[at & 1]! += 1;
  const [even, odd] = zeros as [number, number];
  if (Math.max(even, odd) < ASCII_SHARE * (sample.length / 2) || Math.min(even, odd) > 0) return null;
  const decoder = odd > 0 ? utf16le : even > 0 ? utf16be : null;
  return decoder !== null && 'text' in decoder.decode(sample, false) ? decoder : null;
}
