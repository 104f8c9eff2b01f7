import type { Decoded, Decoder } from './decoder.ts';

const HIGH_AT_END = /[\ud800-\udbff]$/;
const UNPAIRED = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** UTF-16, known by its byte order mark only: without one, guessing would be guessing. */
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
