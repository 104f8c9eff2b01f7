/** What tells, in one look at each character, whether a text can hold a secret at all. */
export interface SecretTraits {
  /** Six characters of ASCII in a row: every secret needs some; most Chinese texts have none. */
  readonly ascii: boolean;
  /** Drawn at random, or made up to be hard to guess: a digit, a sign, capitals behind small letters or in a long row. */
  readonly unlikeWords: boolean;
  /** Sixteen in a row of what keys consist of, which are longer than words. */
  readonly dense: boolean;
}

const ASCII_ROW = 6;
const DENSE_ROW = 16;
const CAPITAL_ROW = 12;

const DENSE = 1;
const SMALL = 2;
const CAPITAL = 4;
const UNLIKE = 8;

/** By character of ASCII. */
const KINDS = new Uint8Array(0x80);
const mark = (characters: RegExp, kind: number) => {
  for (let code = 0; code < KINDS.length; code++) {
    if (characters.test(String.fromCharCode(code))) KINDS[code]! |= kind;
  }
};
mark(/[A-Za-z0-9_+/.:-]/, DENSE);
mark(/[a-z]/, SMALL);
mark(/[A-Z]/, CAPITAL);
mark(/[\d@#$%^&*+~]/, UNLIKE);

export function secretTraits(text: string): SecretTraits {
  let [ascii, dense, capitals] = [0, 0, 0];
  let [longestAscii, longestDense, longestCapitals] = [0, 0, 0];
  let [seen, turns, before] = [0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x21 || code > 0x7e) {
      ascii = 0;
      dense = 0;
      capitals = 0;
      before = 0;
      continue;
    }
    const kind = KINDS[code]!;
    ascii += 1;
    if (ascii > longestAscii) longestAscii = ascii;
    dense = (kind & DENSE) === 0 ? 0 : dense + 1;
    if (dense > longestDense) longestDense = dense;
    capitals = (kind & CAPITAL) === 0 ? 0 : capitals + 1;
    if (capitals > longestCapitals) longestCapitals = capitals;
    turns |= before & SMALL & ((kind & CAPITAL) >> 1);
    seen |= kind;
    before = kind;
  }
  return {
    ascii: longestAscii >= ASCII_ROW,
    unlikeWords: (seen & UNLIKE) !== 0 || turns !== 0 || longestCapitals >= CAPITAL_ROW,
    dense: longestDense >= DENSE_ROW,
  };
}
