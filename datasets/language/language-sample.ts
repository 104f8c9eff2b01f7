import type { Language } from '../../pipeline/contracts/names.ts';

const LETTERS = /\p{L}/gu;
const HAN = /\p{Script=Han}/gu;

/** Records at the head of a file that are all looked at, and which of those after them are. */
const HEAD = 1_000;
const EVERY = 50;
/** Chinese writing with many Latin names and terms still has this share of Han letters; English has none. */
const CHINESE_FROM = 0.3;

/** Tells the language of a dataset from a sample of its questions, the same sample for the same file. */
export class LanguageSample {
  #letters = 0;
  #han = 0;

  /** Takes the question of record number `index` (from 0) into account, if it belongs to the sample. */
  see(text: string, index: number): void {
    if (index >= HEAD && index % EVERY !== 0) return;
    this.#letters += text.match(LETTERS)?.length ?? 0;
    this.#han += text.match(HAN)?.length ?? 0;
  }

  /** Share of letters that are Han, 0–1; 0 where there are no letters. */
  get hanShare(): number {
    return this.#letters === 0 ? 0 : this.#han / this.#letters;
  }

  get language(): Language {
    return this.hanShare >= CHINESE_FROM ? 'zh-TW' : 'en';
  }
}
