import { random } from '../reading.ts';

/** Draws from lists and ranges; the same seed draws the same. */
export interface Draw {
  /** One of several, each as likely. */
  of<T>(items: readonly T[]): T;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** So many decimal digits. */
  digits(count: number): string;
  /** So many letters of the alphabet, without those that are not used. */
  letters(count: number, alphabet?: string): string;
  /** True this often. */
  chance(share: number): boolean;
}

/** A source of draws that begins at a seed. */
export function drawFrom(seed: number): Draw {
  const next = random(seed);
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    between,
    of: (items) => items[between(0, items.length - 1)]!,
    digits: (count) => Array.from({ length: count }, () => between(0, 9)).join(''),
    letters: (count, alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ') =>
      Array.from({ length: count }, () => alphabet[between(0, alphabet.length - 1)]).join(''),
    chance: (share) => next() < share,
  };
}

/** ASCII written in full-width forms, as some input methods leave it. */
export function fullWidth(text: string): string {
  return text
    .replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
    .replace(/ /g, '\u3000');
}

const NUMERALS = '零一二三四五六七八九';

/** A number up to 999 in Chinese words. */
export function inWords(value: number): string {
  const [hundreds, tens, units] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
  let words = hundreds > 0 ? `${NUMERALS[hundreds]}百` : '';
  if (hundreds > 0 && tens === 0 && units > 0) words += '零';
  if (tens > 0) words += tens === 1 && hundreds === 0 ? '十' : `${NUMERALS[tens]}十`;
  return units > 0 || words === '' ? words + NUMERALS[units] : words;
}
