import { isAscii, isUtf8 } from 'node:buffer';
import type { FaultList } from '../faults.ts';
import { big5 } from './big5.ts';
import { blocksOf, joined } from './blocks.ts';
import type { Decoder, EncodingName } from './decoder.ts';
import { gb18030 } from './gb18030.ts';
import { DOUBLE_BYTE, type DoubleByteName, encodingEvidence } from './likely-encoding.ts';
import { findMixture, hiddenMixture } from './mixture.ts';
import { shiftJis } from './shift-jis.ts';
import { type TextPiece, Utf8Piece } from './text-piece.ts';
import { checkUtf8, utf8 } from './utf8.ts';
import { utf16be, utf16le, utf16WithoutMark } from './utf16.ts';

const DECODERS: Readonly<Record<EncodingName, Decoder>> = {
  'utf-8': utf8,
  'utf-16le': utf16le,
  'utf-16be': utf16be,
  big5,
  gb18030,
  shift_jis: shiftJis,
};

const MARKS: readonly { readonly bytes: readonly number[]; readonly decoder: Decoder }[] = [
  { bytes: [0xef, 0xbb, 0xbf], decoder: utf8 },
  { bytes: [0xff, 0xfe], decoder: utf16le },
  { bytes: [0xfe, 0xff], decoder: utf16be },
];

const LINE_FEED = 0x0a;

/** Bytes that the marks of encodings take at most. */
const HEAD = 3;

/** Bytes decoded at a time: large enough for the native decoders to be at their best. */
const PIECE = 256 * 1024;

/** Characters that are not ASCII from which their encoding is told before the end of the file. */
const ENOUGH = 32;
/** So many have shown all that they can. */
const AT_MOST = 4096;

/**
 * Bytes of a file to its text. The encoding is the one that was given; else it is told by the byte order mark, else by
 * content: zeros at every other place are UTF-16, ASCII may still become anything, then valid UTF-8 is UTF-8, then
 * what reads like Big5, GB18030 or Shift-JIS is that.
 * Faults, all final: `INPUT_ENCODING` with the byte's position and line, `INPUT_ENCODING_UNSURE` where the text may be in
 * several encodings, `INPUT_ENCODING_MIXED` with the line where the encoding changes, `INPUT_NUL`.
 */
export class TextReader {
  readonly #faults: FaultList;
  readonly #given: boolean;
  #decoder: Decoder | null;
  #started = false;
  #bom = false;
  #pending: Buffer = Buffer.alloc(0);
  /** Bytes of the file before `#pending`. */
  #offset = 0;
  #line = 1;
  /** True once a character was read that is not ASCII. */
  #foreign = false;

  constructor(faults: FaultList, encoding?: EncodingName) {
    this.#faults = faults;
    this.#given = encoding !== undefined;
    this.#decoder = encoding === undefined ? null : DECODERS[encoding];
  }

  /** What the text turned out to be in; plain ASCII counts as UTF-8. */
  get encoding(): EncodingName {
    return this.#decoder?.encoding ?? 'utf-8';
  }

  get bom(): boolean {
    return this.#bom;
  }

  /** The file's text in pieces that never cut a character in two. */
  async *read(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
    for await (const { text } of this.pieces(bytes)) yield text;
  }

  /** As `read`, with the bytes of the text where they are UTF-8. */
  async *pieces(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<TextPiece> {
    let rest: Buffer = Buffer.alloc(0);
    for await (const block of blocksOf(bytes, PIECE)) {
      if (block.length < PIECE) {
        rest = block;
        continue;
      }
      const piece = this.#push(this.#withPending(block), false);
      if (piece !== null) yield piece;
    }
    const piece = this.#push(this.#withPending(rest), true);
    if (piece !== null) yield piece;
  }

  #withPending(block: Buffer): Buffer {
    return joined(this.#pending.length === 0 ? [block] : [this.#pending, block]);
  }

  /** The text that is certain by now; null where there is none. */
  #push(bytes: Buffer, last: boolean): TextPiece | null {
    this.#pending = bytes;
    if (!this.#started && !this.#start(last)) return null;
    this.#decoder ??= this.#choose(this.#pending, last);
    if (this.#decoder) return this.#decode(this.#decoder, this.#pending, last);
    // Undecided: what is ASCII so far is the same in every encoding left; the rest waits for more bytes.
    return this.#takeUtf8(asciiHead(this.#pending));
  }

  #start(last: boolean): boolean {
    if (this.#pending.length < HEAD && !last) return false;
    this.#started = true;
    const mark = MARKS.find(
      ({ bytes, decoder }) =>
        bytes.every((byte, i) => this.#pending[i] === byte) && (!this.#given || decoder === this.#decoder),
    );
    if (mark) {
      this.#decoder = mark.decoder;
      this.#bom = true;
      this.#advance(mark.bytes.length);
    } else {
      this.#decoder ??= utf16WithoutMark(this.#pending);
    }
    return true;
  }

  #choose(bytes: Buffer, last: boolean): Decoder | null {
    if (isAscii(bytes)) return null;
    const asUtf8 = utf8.decode(bytes, last);
    if ('text' in asUtf8) return asUtf8.used > 0 && !isAscii(bytes.subarray(0, asUtf8.used)) ? utf8 : null;
    // Broken UTF-8 often fits another encoding as well: it is told of, not read as that.
    if (looksLikeUtf8(bytes)) return utf8;
    const { encoding, candidates, characters } = encodingEvidence(bytes, last);
    if (encoding !== null && (last || characters >= ENOUGH)) return DOUBLE_BYTE[encoding];
    if (!last && characters < AT_MOST) return null;
    if (candidates.length > 0 && findMixture(bytes, null) === null) this.#refuseUnsure(bytes, candidates);
    return utf8;
  }

  #decode(decoder: Decoder, bytes: Buffer, last: boolean): TextPiece | null {
    if (decoder === utf8) {
      const checked = checkUtf8(bytes, last);
      if ('badAt' in checked) return this.#refuse(decoder, bytes, checked.badAt);
      if (!this.#foreign) this.#foreign = !isAscii(bytes);
      return this.#takeUtf8(checked.whole);
    }
    const decoded = decoder.decode(bytes, last);
    if ('badAt' in decoded) return this.#refuse(decoder, bytes, decoded.badAt);
    if (isDoubleByte(decoder.encoding) && !this.#given) {
      const mixture = hiddenMixture(bytes.subarray(0, decoded.used), decoded.text, decoder.encoding);
      if (mixture !== null) this.#refuseMixture(mixture.lines, mixture.first, mixture.second);
    }
    if (!this.#foreign) this.#foreign = !isAscii(bytes);
    return this.#take(decoded);
  }

  /** Says what is wrong with bytes that the file's encoding does not have. */
  #refuse(decoder: Decoder, bytes: Buffer, badAt: number): never {
    const before = decoder.decode(bytes.subarray(0, badAt), false);
    const line = this.#line + ('text' in before ? countLines(before.text) : 0);
    const known = this.#foreign || this.#given ? decoder.encoding : null;
    const whole = wholeLines(bytes, bytes.length);
    const mixture = known?.startsWith('utf-16') ? null : findMixture(whole, known);
    if (mixture !== null) this.#refuseMixture(mixture.lines, mixture.first, mixture.second);
    const at = bytes.subarray(badAt, badAt + 4);
    this.#faults.fail('INPUT_ENCODING', {
      line,
      params: { offset: this.#offset + badAt },
      expected: this.#given ? decoder.encoding : 'UTF-8, UTF-16, Big5, GB18030, Shift-JIS',
      found: [...at].map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
    });
  }

  /** Nothing but a person can say what a few characters are in. */
  #refuseUnsure(bytes: Buffer, candidates: readonly DoubleByteName[]): never {
    this.#faults.fail('INPUT_ENCODING_UNSURE', {
      line: this.#line + countLineFeeds(asciiHead(bytes)),
      params: { candidates: candidates.join(', '), first: candidates[0]! },
      expected: 'UTF-8',
      found: candidates.join(', '),
    });
  }

  #refuseMixture(lines: number, first: EncodingName, second: EncodingName): never {
    this.#faults.fail('INPUT_ENCODING_MIXED', {
      line: this.#line + lines,
      params: { first, second },
      expected: first,
      found: second,
    });
  }

  #take({ text, used }: { readonly text: string; readonly used: number }): TextPiece | null {
    const nul = text.indexOf('\0');
    if (nul >= 0) {
      this.#faults.fail('INPUT_NUL', { line: this.#line + countLines(text.slice(0, nul)), found: 'U+0000' });
    }
    this.#line += countLines(text);
    this.#advance(used);
    return text === '' ? null : { text, utf8: null };
  }

  #takeUtf8(bytes: Buffer): TextPiece | null {
    const nul = bytes.indexOf(0);
    if (nul >= 0) {
      this.#faults.fail('INPUT_NUL', {
        line: this.#line + countLineFeeds(bytes.subarray(0, nul)),
        found: 'U+0000',
      });
    }
    this.#line += countLineFeeds(bytes);
    this.#advance(bytes.length);
    return bytes.length === 0 ? null : new Utf8Piece(bytes);
  }

  #advance(used: number): void {
    this.#offset += used;
    this.#pending = this.#pending.subarray(used);
  }
}

function isDoubleByte(encoding: EncodingName): encoding is DoubleByteName {
  return Object.hasOwn(DOUBLE_BYTE, encoding);
}

/** Whether bytes are UTF-8 but for a few: nothing else holds so many of its sequences. */
function looksLikeUtf8(bytes: Buffer): boolean {
  let sequences = 0;
  let foreign = 0;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at]!;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
    if (length > 1 && at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length))) {
      sequences += length;
      foreign += length;
      at += length;
    } else {
      if (byte >= 0x80) foreign += 1;
      at += 1;
    }
  }
  return sequences >= 0.9 * foreign;
}

/** The part of `bytes` before the first that is not ASCII. */
function asciiHead(bytes: Buffer): Buffer {
  let used = isAscii(bytes) ? bytes.length : 0;
  while (used < bytes.length && bytes[used]! < 0x80) used += 1;
  return bytes.subarray(0, used);
}

/** The head of `bytes` up to the end of the line in which byte number `at` lies. */
function wholeLines(bytes: Buffer, at: number): Buffer {
  const end = bytes.indexOf(LINE_FEED, at);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

function countLineFeeds(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) lines += 1;
  return lines;
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
