import { eachPair } from './double-byte.ts';

/** Character sets that text is often read as by mistake. */
export const LEGACY_CHARSETS = ['latin1', 'windows-1252', 'big5', 'gbk'] as const;
export type LegacyCharset = (typeof LEGACY_CHARSETS)[number];

export function isDoubleByte(charset: LegacyCharset): charset is 'big5' | 'gbk' {
  return charset === 'big5' || charset === 'gbk';
}

/** The bytes of a text, and how many of its characters the charset lacks (they are left out). */
export interface Encoded {
  readonly bytes: Buffer;
  readonly lost: number;
}

/**
 * Code page 1252 from 80 to 9F, where ISO 8859-1 has control characters; five bytes stand for those here too. Written
 * out, since Node decodes windows-1252 as ISO 8859-1 in many of its versions.
 */
const CP1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
/** The characters of code page 1252 that ISO 8859-1 lacks. */
export const CP1252_OWN = CP1252.replace(/[\x80-\x9f]/g, '');
const FIRST_CP1252 = 0x80;

/** Decodes as a program would that takes the bytes for this charset; what stands for nothing becomes U+FFFD. */
export function decodeLegacy(bytes: Uint8Array, charset: LegacyCharset): string {
  if (isDoubleByte(charset)) return decoder(charset).decode(bytes);
  const text = Buffer.from(bytes).toString('latin1');
  if (charset === 'latin1') return text;
  return text.replace(/[\x80-\x9f]/g, (control) => CP1252[control.charCodeAt(0) - FIRST_CP1252]!);
}

export function encodeLegacy(text: string, charset: LegacyCharset): Encoded {
  const codes = codesOf(charset);
  const bytes = Buffer.allocUnsafe(text.length * 2);
  let length = 0;
  let lost = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const encoded = codes[code]!;
    if (encoded === NONE) {
      lost += 1;
    } else {
      if (encoded > 0xff) bytes[length++] = encoded >> 8;
      bytes[length++] = encoded & 0xff;
    }
  }
  return { bytes: bytes.subarray(0, length), lost };
}

const decoders = new Map<string, TextDecoder>();

function decoder(charset: LegacyCharset): TextDecoder {
  const known = decoders.get(charset) ?? new TextDecoder(charset);
  decoders.set(charset, known);
  return known;
}

const NONE = 0xffff;
const tables = new Map<LegacyCharset, Uint16Array>();

/** UTF-16 unit → its byte, or two bytes as `lead << 8 | trail`: the decoder's table the other way round. */
function codesOf(charset: LegacyCharset): Uint16Array {
  const known = tables.get(charset);
  if (known) return known;
  const codes = new Uint16Array(0x10000).fill(NONE);
  for (let byte = 0; byte <= 0xff; byte++) {
    const text = decodeLegacy(Uint8Array.of(byte), charset);
    if (text !== '\ufffd') codes[text.charCodeAt(0)] = byte;
  }
  if (isDoubleByte(charset)) {
    eachPair(charset, 0x81, 0xfe, (code, pair) => {
      // Of characters that a charset has twice the first is meant, but for 十 and 卅, which Big5 repeats among its signs.
      if (codes[code] === NONE || code === 0x5341 || code === 0x5345) codes[code] = pair;
    });
  }
  tables.set(charset, codes);
  return codes;
}
