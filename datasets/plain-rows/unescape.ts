const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LOWER_U = 0x75;

/** What each short escape stands for, but for `\b` and `\f`, which are in no plain text. */
const SHORT = new Uint8Array(256);
for (const [letter, byte] of ['""', '\\\\', '//', 'n\n', 't\t', 'r\r'].map((pair) => [
  pair.charCodeAt(0),
  pair.charCodeAt(1),
])) {
  SHORT[letter!] = byte!;
}

/** The end of a text taken out of its escapes: of its bytes in the target, and in the source, where its quote stands. */
export interface Unescaped {
  readonly end: number;
  readonly quote: number;
}

/**
 * Writes the text whose JSON begins at `at` (behind its opening quote) to `target` from `to` on, in UTF-8. Null where
 * that does not work: no closing quote, half a surrogate pair, an escape of another kind, a longer text than fits.
 */
export function unescapeText(
  bytes: Uint8Array,
  at: number,
  target: Uint8Array,
  to: number,
): Unescaped | null {
  const length = bytes.length;
  let from = at;
  let end = to;
  // A character takes four bytes at most, and one more is looked at.
  const room = target.length - 4;
  while (from < length && end < room) {
    const byte = bytes[from]!;
    if (byte === QUOTE) return { end, quote: from };
    if (byte !== BACKSLASH) {
      if (byte < 0x20) return null;
      target[end++] = byte;
      from += 1;
      continue;
    }
    const kind = bytes[from + 1]!;
    if (kind !== LOWER_U) {
      const meant = SHORT[kind] ?? 0;
      if (meant === 0) return null;
      target[end++] = meant;
      from += 2;
      continue;
    }
    let code = unitAt(bytes, from + 2);
    from += 6;
    if (code >= 0xd800 && code <= 0xdfff) {
      const low = bytes[from] === BACKSLASH && bytes[from + 1] === LOWER_U ? unitAt(bytes, from + 2) : -1;
      if (code > 0xdbff || low < 0xdc00 || low > 0xdfff) return null;
      code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
      from += 6;
    }
    if (code < 0) return null;
    end = writeCharacter(code, target, end);
  }
  return null;
}

/** The UTF-16 unit of which four hexadecimal digits stand at `at`; -1 where they do not. */
function unitAt(bytes: Uint8Array, at: number): number {
  let unit = 0;
  for (let i = at; i < at + 4; i++) {
    const digit = digitOf(bytes[i] ?? 0);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

function digitOf(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

function writeCharacter(code: number, target: Uint8Array, at: number): number {
  if (code < 0x80) {
    target[at] = code;
    return at + 1;
  }
  if (code < 0x800) {
    target[at] = 0xc0 | (code >> 6);
    target[at + 1] = 0x80 | (code & 0x3f);
    return at + 2;
  }
  if (code < 0x10000) {
    target[at] = 0xe0 | (code >> 12);
    target[at + 1] = 0x80 | ((code >> 6) & 0x3f);
    target[at + 2] = 0x80 | (code & 0x3f);
    return at + 3;
  }
  target[at] = 0xf0 | (code >> 18);
  target[at + 1] = 0x80 | ((code >> 12) & 0x3f);
  target[at + 2] = 0x80 | ((code >> 6) & 0x3f);
  target[at + 3] = 0x80 | (code & 0x3f);
  return at + 4;
}
