import { multibyte } from './multibyte.ts';

const isTrail = (byte: number): boolean => (byte >= 0x40 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xfe);

/** Big5 as Windows code page 950 extends it. */
export const big5 = multibyte('big5', (bytes, at) => {
  const lead = bytes[at]!;
  if (lead < 0x81 || lead > 0xfe) return 0;
  const trail = bytes[at + 1];
  return trail === undefined || isTrail(trail) ? 2 : 0;
});

/** What a guess about some bytes needs to know of them. */
export interface Big5Evidence {
  /** Two-byte characters seen; fewer than `ENOUGH` prove nothing while more bytes may come. */
  readonly characters: number;
  readonly likely: boolean;
}

export const ENOUGH = 32;
const FEWEST = 4;

/**
 * Whether bytes that are not UTF-8 read like Chinese in Big5. Conservative, since a wrong guess would train on rubbish:
 * nearly all characters must be frequent ones (lead A4–C6) or punctuation (A1–A3), which fails for GB18030, Shift-JIS
 * and Western code pages; and some trail bytes must lie in 40–7E, as two in five do in Big5 and none does in the
 * EUC encodings of Chinese, Japanese and Korean.
 */
export function big5Evidence(bytes: Buffer, last: boolean): Big5Evidence {
  if (big5.walk(bytes, last).badAt !== null) return { characters: ENOUGH, likely: false };
  const { hanzi, frequent, lowTrail, odd } = countBig5(bytes);
  const likely =
    hanzi >= FEWEST && frequent >= 0.9 * hanzi && odd <= 0.02 * hanzi && lowTrail >= Math.max(1, 0.1 * hanzi);
  return { characters: hanzi, likely };
}

/** Kinds of characters in bytes that are Big5 by their form. */
export function countBig5(bytes: Buffer): { hanzi: number; frequent: number; lowTrail: number; odd: number } {
  let hanzi = 0;
  let frequent = 0;
  let lowTrail = 0;
  let odd = 0;
  for (let at = 0; at + 1 < bytes.length; at++) {
    const lead = bytes[at]!;
    if (lead < 0x80) continue;
    at += 1;
    if (lead >= 0xa1 && lead <= 0xa3) continue;
    hanzi += 1;
    if (lead >= 0xa4 && lead <= 0xc6) frequent += 1;
    else if (lead < 0xa1 || lead > 0xf9) odd += 1;
    if (bytes[at]! <= 0x7e) lowTrail += 1;
  }
  return { hanzi, frequent, lowTrail, odd };
}
