/** Text shorter than this may be a mark, a rating, a formula. */
const FEWEST_SYMBOLS = 12;
const WORDS_SHARE = 0.2;
const DISTINCT = 5;
const BRACKETS = /^[\s()[\]{}<>（）［］｛｝「」『』【】〈〉《》]*$/;
const LETTERS_AND_DIGITS = /[\p{L}\p{N}\s]/gu;

/**
 * Whether a text of `visible` characters, `words` of them letters and digits, is signs alone: without any letter or
 * digit, or with so few that the many different signs around them cannot belong to them. Brackets may be a task.
 */
export function isSymbols(text: string, visible: number, words: number): boolean {
  if (visible < FEWEST_SYMBOLS || words >= WORDS_SHARE * visible || BRACKETS.test(text)) return false;
  return words === 0 || new Set(text.replace(LETTERS_AND_DIGITS, '')).size >= DISTINCT;
}

/** No number that people write has so many digits: accounts, cards and barcodes end below. */
const LONG_NUMBER = /\p{Nd}{24,}/gu;
const NUMBER_SHARE = 0.8;

/** Whether a text without letters is digits without end. */
export function isDigits(text: string, visible: number): boolean {
  const length = lengthOf(text.match(LONG_NUMBER) ?? []);
  return length > 0 && length >= NUMBER_SHARE * visible;
}

const ROWS = ['qwertyuiop', 'asdfghjkl;', 'zxcvbnm'];
const PLACES = new Map(ROWS.flatMap((row, y) => [...row].map((key, x) => [key, { x, y }] as const)));
/** In pieces, so that no long one is looked at twice. */
const TYPED = /[A-Za-z;]{8,64}/g;
const SHORTEST_TYPED = 8;
const LONGEST_TYPED = 64;
const NEIGHBOURS_SHARE = 0.75;
/** The longest English words of the middle row (alfalfas, haggadahs) have nine letters. */
const MIDDLE_ROW = /^[asdfghjkl;]{12,}$/;
/** Less than this may be an example in a text about passwords. */
const MASHED_SHARE = 0.8;

/** Number of letters that were struck without looking (asdfasdf, qwertyuiop), where they are most of `letters`. */
export function mashedLetters(text: string, letters: number): number {
  // In prose the long words are a fifth of the letters: most texts end here.
  const typed = lengthOfTyped(text, MASHED_SHARE * letters);
  if (typed === 0 || typed < MASHED_SHARE * letters) return 0;
  const words = text.match(TYPED)!;
  const mashed = lengthOf(words.filter((word) => isMashed(word.toLowerCase())));
  return mashed >= MASHED_SHARE * letters ? mashed : 0;
}

/** How many characters all that `TYPED` finds has; fewer where they cannot be `needed`. */
function lengthOfTyped(text: string, needed: number): number {
  let typed = 0;
  let row = 0;
  for (let at = 0; at <= text.length; at++) {
    // Past the end the code is not a number, and no key.
    const code = text.charCodeAt(at);
    const small = code | 0x20;
    if ((small >= 0x61 && small <= 0x7a && code < 0x80) || code === SEMICOLON) {
      row += 1;
      continue;
    }
    if (row >= SHORTEST_TYPED) {
      const rest = row % LONGEST_TYPED;
      typed += row - (rest < SHORTEST_TYPED ? rest : 0);
    }
    row = 0;
    if (typed + text.length - at < needed) return typed;
  }
  return typed;
}
const SEMICOLON = ';'.charCodeAt(0);

function lengthOf(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + word.length, 0);
}

/** Keys beside each other in one row, one after the other: one pair in eight of English. */
function isMashed(word: string): boolean {
  if (MIDDLE_ROW.test(word)) return true;
  let neighbours = 0;
  for (let i = 1; i < word.length; i++) {
    const before = PLACES.get(word[i - 1]!)!;
    const key = PLACES.get(word[i]!)!;
    if (before.y === key.y && Math.abs(before.x - key.x) === 1) neighbours += 1;
  }
  return neighbours >= NEIGHBOURS_SHARE * (word.length - 1);
}
