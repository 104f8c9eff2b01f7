/** Columns that a shingle spans at least: two Han characters, or four letters. */
export const SHINGLE_WIDTH = 4;

const BASE = 0x2c1b3c6d;

/**
 * 1 for the scripts of East Asia, which begin at U+2E80 and are two columns wide, as terminals count (Unicode Standard Annex
 * #11); else 0. Characters beyond the first plane (rare Han, emoji) are wide as well: they are two units of one column.
 */
function isWide(unit: number): number {
  return ((0x2e7f - unit) & (unit - 0xd800)) >>> 31;
}

/** Spreads every bit over the word (the finaliser of MurmurHash3, a bijection). */
export function mix(word: number): number {
  let mixed = word;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/**
 * Writes the shingles of the text `units[start, end)` that begin in `[from, to)` into `into`, one 32-bit hash for each place
 * where one begins, and returns how many. A shingle is the shortest run of characters from its place that is
 * `SHINGLE_WIDTH` columns wide; a text that is narrower is one shingle by itself.
 *
 * One width for all scripts makes texts of mixed script comparable, and comes to what was found best for each:
 * character bigrams for Chinese (Nie et al. 2000, "On the use of words and n-grams for Chinese information retrieval")
 * and character 4-grams for European languages (McNamee & Mayfield 2004, "Character n-gram tokenization for European
 * language text retrieval").
 */
export function shingle(
  units: Uint16Array,
  start: number,
  end: number,
  into: Int32Array,
  from = start,
  to = end,
): number {
  let count = 0;
  for (let first = from; first < to; first++) {
    const unit = units[first]!;
    const next = first + 1 < end ? units[first + 1]! : 0;
    let word = (Math.imul(unit, BASE) + next) | 0;
    // Most often two wide characters, which need no counting.
    if ((isWide(unit) & isWide(next)) === 0) {
      let width = 0;
      word = 0;
      for (let at = first; at < end && width < SHINGLE_WIDTH; at++) {
        word = (Math.imul(word, BASE) + units[at]!) | 0;
        width += 1 + isWide(units[at]!);
      }
      if (width < SHINGLE_WIDTH && first > start) break;
    }
    into[count++] = mix(word);
  }
  return count;
}
