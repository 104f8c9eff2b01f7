import { isAscii } from 'node:buffer';
import type { FaultList } from '../faults.ts';
import { big5, big5Evidence, ENOUGH } from './big5.ts';
import { kindOfBinary } from './binary-kinds.ts';
import type { Decoder, EncodingName } from './decoder.ts';
import { utf8 } from './utf8.ts';
import { utf16be, utf16le } from './utf16.ts';

const MARKS: readonly { readonly bytes: readonly number[]; readonly decoder: Decoder }[] = [
  { bytes: [0xef, 0xbb, 0xbf], decoder: utf8 },
  { bytes: [0xff, 0xfe], decoder: utf16le },
  { bytes: [0xfe, 0xff], decoder: utf16be },
];

/** Bytes that the marks of encodings and of other kinds of file take at most. */
const HEAD = 8;

/** Bytes decoded at a time: large enough for the native decoders to be at their best. */
const PIECE = 256 * 1024;

/**
 * Bytes of a file to its text. The encoding is told by the byte order mark, else by content: ASCII may still become
 * anything, then valid UTF-8 is UTF-8, then bytes that read like Big5 are Big5.
 * Faults, all final: `INPUT_NOT_TEXT` for files of a known binary kind, `INPUT_ENCODING` with the byte's position and
 * line, `INPUT_NUL` with its line.
 */
export class TextReader {
  readonly #faults: FaultList;
  #decoder: Decoder | null = null;
  #started = false;
  #bom = false;
  #pending: Buffer = Buffer.alloc(0);
  /** Bytes of the file before `#pending`. */
  #offset = 0;
  #line = 1;

  constructor(faults: FaultList) {
    this.#faults = faults;
  }

  /** What the text turned out to be in; plain ASCII counts as UTF-8. */
  get encoding(): EncodingName {
    return this.#decoder?.encoding ?? 'utf-8';
  }

  get bom(): boolean {
    return this.#bom;
  }

  /** The file's text in pieces that never cut a character in two. `onBytes` hears how many bytes came. */
  async *read(bytes: AsyncIterable<Uint8Array>, onBytes: (count: number) => void): AsyncGenerator<string> {
    let waiting: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of bytes) {
      onBytes(chunk.length);
      waiting.push(chunk);
      size += chunk.length;
      if (size < PIECE) continue;
      const text = this.#push(Buffer.concat([this.#pending, ...waiting]), false);
      waiting = [];
      size = 0;
      if (text !== '') yield text;
    }
    const text = this.#push(Buffer.concat([this.#pending, ...waiting]), true);
    if (text !== '') yield text;
  }

  #push(bytes: Buffer, last: boolean): string {
    this.#pending = bytes;
    if (!this.#started && !this.#start(last)) return '';
    this.#decoder ??= this.#choose(this.#pending, last);
    if (this.#decoder) return this.#decode(this.#decoder, this.#pending, last);
    // Undecided: what is ASCII so far is the same in every encoding left; the rest waits for more bytes.
    return this.#take(asciiHead(this.#pending));
  }

  #start(last: boolean): boolean {
    if (this.#pending.length < HEAD && !last) return false;
    this.#started = true;
    const kind = kindOfBinary(this.#pending);
    if (kind !== null) this.#faults.fail('INPUT_NOT_TEXT', { params: { kind }, found: kind });
    const mark = MARKS.find(({ bytes }) => bytes.every((byte, i) => this.#pending[i] === byte));
    if (mark) {
      this.#decoder = mark.decoder;
      this.#bom = true;
      this.#advance(mark.bytes.length);
    }
    return true;
  }

  #choose(bytes: Buffer, last: boolean): Decoder | null {
    if (isAscii(bytes)) return null;
    const asUtf8 = utf8.decode(bytes, last);
    if ('text' in asUtf8) return asUtf8.used > 0 && !isAscii(bytes.subarray(0, asUtf8.used)) ? utf8 : null;
    const evidence = big5Evidence(bytes, last);
    if (!last && evidence.characters < ENOUGH) return null;
    return evidence.likely ? big5 : utf8;
  }

  #decode(decoder: Decoder, bytes: Buffer, last: boolean): string {
    const decoded = decoder.decode(bytes, last);
    if ('badAt' in decoded) {
      const before = decoder.decode(bytes.subarray(0, decoded.badAt), false);
      const line = this.#line + ('text' in before ? countLines(before.text) : 0);
      const at = bytes.subarray(decoded.badAt, decoded.badAt + 4);
      this.#faults.fail('INPUT_ENCODING', {
        line,
        params: { offset: this.#offset + decoded.badAt },
        expected: 'UTF-8, UTF-16 (BOM), Big5',
        found: [...at].map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
      });
    }
    return this.#take(decoded);
  }

  #take({ text, used }: { readonly text: string; readonly used: number }): string {
    const nul = text.indexOf('\0');
    if (nul >= 0) {
      this.#faults.fail('INPUT_NUL', { line: this.#line + countLines(text.slice(0, nul)), found: 'U+0000' });
    }
    this.#line += countLines(text);
    this.#advance(used);
    return text;
  }

  #advance(used: number): void {
    this.#offset += used;
    this.#pending = this.#pending.subarray(used);
  }
}

/** The part of `bytes` before the first that is not ASCII. */
function asciiHead(bytes: Buffer): { text: string; used: number } {
  let used = isAscii(bytes) ? bytes.length : 0;
  while (used < bytes.length && bytes[used]! < 0x80) used += 1;
  return { text: bytes.toString('latin1', 0, used), used };
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
