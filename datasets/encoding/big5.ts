import type { Decoded, Decoder } from './decoder.ts';

const text = new TextDecoder('big5', { fatal: true });

/** Big5 as Windows code page 950 extends it. */
export const big5: Decoder = {
  encoding: 'big5',
  decode(bytes, last): Decoded {
    const { used, badAt } = walk(bytes, last);
    if (badAt !== null) return { badAt };
    try {
      return { text: text.decode(bytes.subarray(0, used)), used };
    } catch {
      return { badAt: firstUnmapped(bytes.subarray(0, used)) };
    }
  },
};

const isLead = (byte: number): boolean => byte >= 0x81 && byte <= 0xfe;
const isTrail = (byte: number): boolean => (byte >= 0x40 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xfe);

/** Goes over the characters: how many bytes are whole ones, and where the first byte lies that is none. */
function walk(bytes: Buffer, last: boolean): { used: number; badAt: number | null } {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at]!;
    if (byte < 0x80) {
      at += 1;
    } else if (!isLead(byte)) {
      return { used: at, badAt: at };
    } else if (at + 1 === bytes.length) {
      return { used: at, badAt: last ? at : null };
    } else if (!isTrail(bytes[at + 1]!)) {
      return { used: at, badAt: at };
    } else {
      at += 2;
    }
  }
  return { used: at, badAt: null };
}

function firstUnmapped(bytes: Buffer): number {
  let at = 0;
  while (at < bytes.length) {
    const length = bytes[at]! < 0x80 ? 1 : 2;
    try {
      text.decode(bytes.subarray(at, at + length));
    } catch {
      return at;
    }
    at += length;
  }
  return at;
}

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
  if (walk(bytes, last).badAt !== null) return { characters: ENOUGH, likely: false };
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
  const likely =
    hanzi >= FEWEST && frequent >= 0.9 * hanzi && odd <= 0.02 * hanzi && lowTrail >= Math.max(1, 0.1 * hanzi);
  return { characters: hanzi, likely };
}
