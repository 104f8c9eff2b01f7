import {
  BIG5_FREQUENT,
  BIG5_RARE,
  GB2312_FREQUENT,
  hanLevels,
  JIS_FREQUENT,
} from '../text/charsets/han-levels.ts';
import { FREQUENT_IN_CHINA, FREQUENT_IN_JAPAN, FREQUENT_IN_TAIWAN } from './frequent-characters.ts';

/** Ways of writing in which a text may read well. */
export const WRITINGS = ['taiwan', 'china', 'japan', 'korea'] as const;
export type Writing = (typeof WRITINGS)[number];

/** How often a unit of text is met, as the logarithm of its share of all characters, by code unit. */
export type Shares = Float32Array;

/** Share of what is met nowhere, such as characters of private use, and ideographs of no list. */
const NEVER = 1e-8;
/** Rank from which frequencies fall as in Zipf's law; the first few are about equal. */
const FLAT = 20;

const MARKS = '，。、：；！？「」『』（）《》〈〉“”‘’…—～．·　０１２３４５６７８９％／－─【】〔〕＊＋＝○●';
const HIRAGANA: readonly [number, number] = [0x3041, 0x3093];
const KATAKANA: readonly [number, number] = [0x30a1, 0x30f6];
const HANGUL: readonly [number, number] = [0xac00, 0xd7a3];
const ASCII_SHARE = 0.2;

const shares = new Map<Writing, Shares>();

/** How often characters are met in this way of writing. Built once, when first asked for. */
export function sharesIn(writing: Writing): Shares {
  const known = shares.get(writing);
  if (known) return known;
  const share = new Float64Array(0x10000).fill(NEVER);
  RECIPES[writing](share);
  const logs = Float32Array.from(share, Math.log);
  shares.set(writing, logs);
  return logs;
}

/** How likely a text is, as logarithms: of all of it, and of its characters that are not ASCII, with their number. */
export function likelihoodOf(
  text: string,
  shares: Shares,
): { readonly all: number; readonly foreign: number; readonly characters: number } {
  let ascii = 0;
  let foreign = 0;
  let characters = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) {
      ascii += shares[unit]!;
    } else {
      foreign += shares[unit]!;
      characters += 1;
    }
  }
  return { all: ascii + foreign, foreign, characters };
}

const RECIPES: Readonly<Record<Writing, (share: Float64Array) => void>> = {
  taiwan(share) {
    level(share, BIG5_RARE, 0.01);
    level(share, BIG5_FREQUENT, 0.12);
    ranked(share, FREQUENT_IN_TAIWAN, 0.72);
    spread(share, MARKS, 0.14);
    ascii(share);
  },
  china(share) {
    // Texts of Taiwan are found in this encoding as well, though seldom.
    level(share, BIG5_FREQUENT, 0.01);
    ranked(share, FREQUENT_IN_TAIWAN, 0.07);
    level(share, GB2312_FREQUENT, 0.12);
    ranked(share, FREQUENT_IN_CHINA, 0.66);
    spread(share, MARKS, 0.14);
    ascii(share);
  },
  japan(share) {
    range(share, KATAKANA, 0.1);
    range(share, HIRAGANA, 0.46);
    level(share, JIS_FREQUENT, 0.06);
    ranked(share, FREQUENT_IN_JAPAN, 0.26);
    spread(share, `${MARKS}ー・々`, 0.12);
    ascii(share);
  },
  korea(share) {
    range(share, HANGUL, 0.9);
    spread(share, MARKS, 0.05);
    ascii(share);
  },
};

function add(share: Float64Array, code: number, of: number): void {
  share[code]! += of * (1 - ASCII_SHARE);
}

function ranked(share: Float64Array, characters: string, of: number): void {
  const weights = Array.from(characters, (_, rank) => 1 / (rank + FLAT));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  for (let rank = 0; rank < characters.length; rank++)
    add(share, characters.charCodeAt(rank), (of * weights[rank]!) / all);
}

function spread(share: Float64Array, characters: string, of: number): void {
  for (let at = 0; at < characters.length; at++)
    add(share, characters.charCodeAt(at), of / characters.length);
}

function range(share: Float64Array, [from, to]: readonly [number, number], of: number): void {
  for (let code = from; code <= to; code++) add(share, code, of / (to - from + 1));
}

function level(share: Float64Array, bit: number, of: number): void {
  const levels = hanLevels();
  let count = 0;
  for (const bits of levels) if ((bits & bit) !== 0) count += 1;
  for (let code = 0; code < levels.length; code++)
    if ((levels[code]! & bit) !== 0) add(share, code, of / count);
}

function ascii(share: Float64Array): void {
  for (let code = 0x20; code < 0x7f; code++) share[code] = ASCII_SHARE / 96;
  for (const code of [0x09, 0x0a, 0x0d]) share[code] = ASCII_SHARE / 96;
}
