import { BIG5_FREQUENT, GB2312_FREQUENT, hanLevels, isHan } from '../charsets/han-levels.ts';
import { decodeLegacy, encodeLegacy, isDoubleByte, type LegacyCharset } from '../charsets/legacy.ts';
import { legibility } from './legibility.ts';

export type WrittenCharset = 'utf-8' | 'big5' | 'gbk';

/** A mistake: bytes of one charset that were read as another. */
export interface Route {
  readonly written: WrittenCharset;
  readonly readAs: LegacyCharset;
}

/** What undoing a mistake gives. */
export interface Undone {
  readonly text: string;
  /** Nothing was lost: spoiling `text` in the same way gives the spoilt text again. */
  readonly lossless: boolean;
  /** Share of the bytes beyond ASCII that form ordinary characters of the written charset: 0–1. */
  readonly sense: number;
  /** Characters beyond ASCII in `text`. */
  readonly characters: number;
}

/** Takes back what a wrong decoder did. */
export function undo(spoilt: string, { written, readAs }: Route): Undone {
  const { bytes, lost } = encodeLegacy(spoilt, readAs);
  const text = written === 'utf-8' ? bytes.toString('utf8') : decodeLegacy(bytes, written);
  const lossless = lost === 0 && !text.includes('\ufffd') && spoil(text, { written, readAs }) === spoilt;
  return written === 'utf-8'
    ? { text, lossless, ...utf8Sense(bytes, isDoubleByte(readAs) ? LONG_SEQUENCES : SEQUENCES) }
    : { text, lossless, ...doubleByteSense(text, written) };
}

/** Makes the mistake: the proof that a text was undone rightly is that this gives the spoilt one back. */
export function spoil(text: string, { written, readAs }: Route): string {
  const bytes = written === 'utf-8' ? Buffer.from(text) : encodeLegacy(text, written).bytes;
  return decodeLegacy(bytes, readAs);
}

const SEQUENCES = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/g;
/** Two bytes prove nothing where the bytes of proper text come in twos: every fifth pair would be a character. */
const LONG_SEQUENCES = /[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/g;

/** How many of the bytes beyond ASCII are characters in UTF-8, and ordinary ones. */
function utf8Sense(bytes: Buffer, pattern: RegExp): { sense: number; characters: number } {
  const sequences = bytes.toString('latin1').match(pattern) ?? [];
  let high = 0;
  for (const byte of bytes) if (byte >= 0x80) high += 1;
  if (high === 0 || sequences.length === 0) return { sense: 0, characters: 0 };
  const joined = sequences.join('');
  const { characters, strange } = legibility(Buffer.from(joined, 'latin1').toString('utf8'));
  return { sense: (joined.length / high) * (1 - strange / characters), characters };
}

const MARKS = new Set('，。、；：？！「」『』（）《》〈〉【】〔〕…—·％～　“”‘’');

/**
 * The other double-byte charsets give a character for nearly every pair of bytes, so here only everyday characters
 * count, and only beside another one: words, not scattered signs.
 */
function doubleByteSense(text: string, written: 'big5' | 'gbk'): { sense: number; characters: number } {
  const everyday = written === 'big5' ? BIG5_FREQUENT : GB2312_FREQUENT;
  const levels = hanLevels();
  let characters = 0;
  let sensible = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    characters += 1;
    if (MARKS.has(text[i]!) || (levels[code]! & everyday && (isWord(text, i - 1) || isWord(text, i + 1)))) {
      sensible += 1;
    }
  }
  return { sense: characters === 0 ? 0 : sensible / characters, characters };
}

function isWord(text: string, at: number): boolean {
  return isHan(text.charCodeAt(at));
}
