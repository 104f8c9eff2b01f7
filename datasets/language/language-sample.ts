import type { Language } from '../../pipeline/contracts/names.ts';

const IS_LETTER = /\p{L}/u;
const IS_HAN = /\p{Script=Han}/u;

/** What a character is: letters may be Han, and signs such as 〇 are Han and no letters. */
const SEEN = 1;
const LETTER = 2;
const HAN = 4;
/** Of the characters of the Basic Multilingual Plane that were seen. */
const kinds = new Uint8Array(0x10000);

/** Records at the head of a file that are all looked at, and which of those after them are. */
const HEAD = 1_000;
const EVERY = 50;
/** Chinese writing with many Latin names and terms still has this share of Han letters; English has none. */
const CHINESE_FROM = 0.3;

/** Tells the language of a dataset from a sample of its questions, the same sample for the same file. */
export class LanguageSample {
  #letters = 0;
  #han = 0;

  /** Whether record number `index` (from 0) belongs to the sample. */
  wants(index: number): boolean {
    return index < HEAD || index % EVERY === 0;
  }

  /** Takes the question of record number `index` into account, if it belongs to the sample. */
  see(text: string, index: number): void {
    if (!this.wants(index)) return;
    for (const character of text) {
      const code = character.codePointAt(0)!;
      const kind = kinds[code] || kindOf(character, code);
      if (kind & LETTER) this.#letters += 1;
      if (kind & HAN) this.#han += 1;
    }
  }

  /** Share of letters that are Han, 0–1; 0 where there are no letters. */
  get hanShare(): number {
    return this.#letters === 0 ? 0 : this.#han / this.#letters;
  }

  get language(): Language {
    return this.hanShare >= CHINESE_FROM ? 'zh-TW' : 'en';
  }
}

function kindOf(character: string, code: number): number {
  const kind = SEEN | (IS_LETTER.test(character) ? LETTER : 0) | (IS_HAN.test(character) ? HAN : 0);
  if (code < kinds.length) kinds[code] = kind;
  return kind;
}
