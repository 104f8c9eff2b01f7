import { eachRange } from '../charsets/unicode-ranges.ts';

/** What a character is to a reader. */
export const LETTER = 0;
export const DIGIT = 1;
export const SPACE = 2;
export const SYMBOL = 3;
export const PICTURE = 4;
/** From here on: what plain text seldom or never holds. */
export const MARK = 5;
export const INVISIBLE = 6;
export const CONTROL = 7;
export const PRIVATE_USE = 8;
export const UNASSIGNED = 9;
/** A UTF-16 unit that is half of a pair, or half of none. */
export const SURROGATE = 10;
export const KINDS = 11;

/** What each kind consists of; a later one wins where two hold a character. All others are symbols. */
const CHARACTERS: readonly (readonly [kind: number, characters: string])[] = [
  [PICTURE, '\\p{Extended_Pictographic}\\p{Regional_Indicator}'],
  // The digits, and the signs # and *, are pictures to Unicode only before U+20E3.
  [SYMBOL, '\\x00-\\x7f©®'],
  [DIGIT, '\\p{N}'],
  [LETTER, '\\p{L}\\p{Nl}'],
  [MARK, '\\p{M}'],
  [INVISIBLE, '\\p{Cf}\\u115f\\u1160\\u3164\\uffa0'],
  [UNASSIGNED, '\\p{Cn}'],
  [PRIVATE_USE, '\\p{Co}'],
  [CONTROL, '\\p{Cc}'],
  // Line ends and tabs, with the form feeds and vertical tabs that PDF files and slides leave for line ends.
  [SPACE, '\\t-\\r\\u0085\\p{Z}'],
  [SURROGATE, '\\p{Cs}'],
];

let kinds: Uint8Array | undefined;

/** Kind by UTF-16 unit, as this version of Node knows Unicode. */
export function kindsOfUnits(): Uint8Array {
  if (kinds) return kinds;
  const table = new Uint8Array(0x10000).fill(SYMBOL);
  for (const [kind, characters] of CHARACTERS) {
    eachRange(new RegExp(`[${characters}]+`, 'gu'), (from, to) => table.fill(kind, from, to));
  }
  kinds = table;
  return table;
}

const pairs = new Map<string, number>();
const REMEMBERED = 10_000;

/** The kind of a character of two units. */
export function kindOfPair(pair: string): number {
  let kind = pairs.get(pair);
  if (kind === undefined) {
    kind =
      CHARACTERS.findLast(([, characters]) => new RegExp(`[${characters}]`, 'u').test(pair))?.[0] ?? SYMBOL;
    if (pairs.size < REMEMBERED) pairs.set(pair, kind);
  }
  return kind;
}
