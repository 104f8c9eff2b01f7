import { mix } from './shingles.ts';

/** Unicode units of a text that count when texts are compared. */
export const LONGEST = 32_768;

const UNKNOWN = 0;
const DROPPED = 0xffff;
/** What one unit becomes depends on its neighbours, or is more than one unit. */
const SPECIAL = 0xfffe;

const COUNTS = /[\p{L}\p{M}\p{N}\p{S}]/u;
const JOINS = /[\p{M}\p{Cs}\u1100-\u11ff]/u;

/** What each UTF-16 unit becomes; filled as units are met. */
const FOLDED = new Uint16Array(65_536);

function learn(unit: number): number {
  const folded = String.fromCharCode(unit).normalize('NFKC').toLowerCase();
  if (folded.length !== 1 || JOINS.test(folded)) FOLDED[unit] = SPECIAL;
  else FOLDED[unit] = COUNTS.test(folded) ? folded.charCodeAt(0) : DROPPED;
  return FOLDED[unit]!;
}

/** A text as it is compared. */
export interface Folded {
  /** Up to `length`. */
  readonly units: Uint16Array;
  readonly length: number;
  /** A 32-bit key of the text as a whole. */
  readonly key: number;
}

/**
 * Texts as they are compared: compatibility forms made one (NFKC: full and half width, ligatures, circled numbers),
 * lower case, and only letters, marks, numbers and symbols. Punctuation, space, control and format characters are
 * left out, since they change when a text is copied and its wording does not. Of a text longer than `LONGEST` the
 * beginning counts.
 *
 * One buffer serves text after text: `units` up to `length` hold the text that was read last.
 */
export class FoldedText implements Folded {
  units = new Uint16Array(1024);
  length = 0;
  /** A 32-bit key of the text as a whole. */
  key = 0;

  read(text: string): void {
    if (!this.#fold(text, false)) this.#fold(text.normalize('NFKC'), true);
    this.key = keyOf(this.units, 0, this.length);
  }

  /** Whether unit by unit was enough; `normalised` texts keep the units that stand for no single one. */
  #fold(text: string, normalised: boolean): boolean {
    const end = text.length;
    if (this.units.length < LONGEST && this.units.length < end) this.units = new Uint16Array(LONGEST);
    const units = this.units;
    let length = 0;
    for (let at = 0; at < end && length < LONGEST; at++) {
      const unit = text.charCodeAt(at);
      let folded = FOLDED[unit]!;
      if (folded === UNKNOWN) folded = learn(unit);
      if (folded === SPECIAL) {
        if (!normalised) return false;
        folded = unit;
      }
      units[length] = folded;
      // One for what counts, none for what is dropped, without a branch that nobody can predict.
      length += (folded - DROPPED) >>> 31;
    }
    this.length = length;
    return true;
  }
}

/** A 32-bit key of `units[start, end)` as a whole. */
export function keyOf(units: Uint16Array, start: number, end: number): number {
  let key = end - start;
  for (let at = start; at < end; at++) key = Math.imul(key ^ units[at]!, 0x2c1b3c6d) ^ (key >>> 15);
  return mix(key);
}
