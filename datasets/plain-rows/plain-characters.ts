const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING_BRACKET = 0x28;
/** What the rule of punctuation may change after a Chinese character. */
const MARKS = [...',;:?!.-'].map((mark) => mark.charCodeAt(0));

/**
 * Bytes of a character by its first byte, where that alone says that it is plain; 0 where more must be looked at: ASCII
 * that shows but for `"` and `\`; U+00C0–02FF and U+0400–047F; U+4000–9FFF.
 */
function stepsOf(unified: boolean): Uint8Array {
  const steps = new Uint8Array(256);
  steps.fill(1, 0x20, 0x7f);
  steps.fill(2, 0xc3, 0xcc);
  steps.fill(2, 0xd0, 0xd2);
  steps.fill(3, 0xe4, 0xea);
  for (const byte of [QUOTE, BACKSLASH]) steps[byte] = 0;
  if (unified) for (const byte of [OPENING_BRACKET, ...MARKS]) steps[byte] = 0;
  return steps;
}

/**
 * Finds the end of what is plain in valid UTF-8: characters that Unicode form NFC leaves alone whatever plain ones stand
 * around them, that show, and that no check of a text refuses or counts. With `unified`, also such that the unification
 * of variant forms (`normaliseForms`) leaves alone where they stand. A character left out costs time, never a difference.
 */
export class PlainCharacters {
  readonly #steps: Uint8Array;
  readonly #unified: boolean;

  constructor(unified: boolean) {
    this.#steps = stepsOf(unified);
    this.#unified = unified;
  }

  /** Where the first character of `bytes` from `start` on lies that is not plain, `"` and `\` among these; else `end`. */
  end(bytes: Uint8Array, start: number, end: number): number {
    const steps = this.#steps;
    let at = start;
    while (at < end) {
      let step = steps[bytes[at]!]!;
      if (step === 0) {
        step = this.#length(bytes, at, start);
        if (step === 0) return at;
      }
      at += step;
    }
    return at;
  }

  /** Bytes of the character at `at` if it is plain there, else 0. */
  #length(bytes: Uint8Array, at: number, start: number): number {
    const [first, second, third] = [bytes[at]!, bytes[at + 1]!, bytes[at + 2]!];
    if (first < 0x80) return this.#asciiLength(first, bytes, at, start);
    switch (first) {
      case 0xc2: // Latin-1, without control characters and the space that does not break
        return second > 0xa0 ? 2 : 0;
      case 0xe2:
        if (this.#unified) return 0;
        if (second === 0x80) return third >= 0x90 && third <= 0xa7 ? 3 : 0; // U+2010–2027: dashes, quotes, dots
        return second >= 0x91 && second <= 0x9e ? 3 : 0; // U+2440–27BF: numbers in circles, lines, signs
      case 0xe3:
        return this.#kanaLength(second, third, bytes, at, start);
      case 0xef: // U+FF00–FFFF: full-width and half-width forms
        if (second < 0xbc) return 0;
        return this.#unified && !(second === 0xbc && isFullWidthMark(third)) ? 0 : 3;
      case 0xf0: // U+1F000–1FFFF: pictures; U+20000–2EFFF: rarer ideographs
        return second === 0x9f || (second >= 0xa0 && second <= 0xae) ? 4 : 0;
      default:
        return 0;
    }
  }

  /** Marks as they stand in English: what follows a Chinese character, or a bracket before one, may be a variant. */
  #asciiLength(byte: number, bytes: Uint8Array, at: number, start: number): number {
    if (!this.#unified || byte < 0x20 || byte === QUOTE || byte === BACKSLASH || byte === 0x7f) return 0;
    if (byte === OPENING_BRACKET) return bytes[at + 1]! >= 0x80 ? 0 : 1;
    return at > start && bytes[at - 1]! >= 0x80 ? 0 : 1;
  }

  /** U+3000–3FFF: signs of Chinese and Japanese, kana, ideographs. */
  #kanaLength(second: number, third: number, bytes: Uint8Array, at: number, start: number): number {
    if (second === 0x80) {
      if (third >= 0xaa && third <= 0xaf) return 0; // tone marks, which join what stands before them
      if (!this.#unified) return 3;
      if (third === 0x80 || third === 0x9c) return 0; // the ideographic space, 〜
      const repeated = third === 0x82 && at - start >= 3 && bytes[at - 1] === 0x82 && bytes[at - 2] === 0x80;
      return repeated ? 0 : 3; // 。 more than once
    }
    if (second === 0x82 && (third === 0x99 || third === 0x9a)) return 0; // voiced marks, which join as well
    return this.#unified && second === 0x83 && third === 0xbb ? 0 : 3; // ・
  }
}

/** The last byte of a sign between U+FF01 and U+FF3F that is right in Chinese: no digit, no letter. */
function isFullWidthMark(third: number): boolean {
  return third < 0x90 || (third >= 0x9a && third <= 0xa0) || third >= 0xbb;
}
