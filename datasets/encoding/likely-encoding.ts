import { isUtf8 } from 'node:buffer';
import { big5 } from './big5.ts';
import type { EncodingName } from './decoder.ts';
import { gb18030 } from './gb18030.ts';
import { likelihoodOf, sharesIn, type Writing } from './legibility.ts';
import type { MultibyteDecoder } from './multibyte.ts';
import { shiftJis } from './shift-jis.ts';

/** Encodings of two bytes a character that are read. */
export const DOUBLE_BYTE = { big5, gb18030, shift_jis: shiftJis } as const;
export type DoubleByteName = keyof typeof DOUBLE_BYTE;

/** The way of writing for which each was made. */
export const WRITING_OF: Readonly<Record<DoubleByteName, Writing>> = {
  big5: 'taiwan',
  gb18030: 'china',
  shift_jis: 'japan',
};

/** What some bytes that are not UTF-8 read like. */
export interface EncodingEvidence {
  /** The encoding; null where they read well in none, or in several. */
  readonly encoding: DoubleByteName | null;
  /** Encodings that a person should think of, the likeliest first; empty where none is likely. */
  readonly candidates: readonly DoubleByteName[];
  /** Characters that are not ASCII, in the likeliest. */
  readonly characters: number;
}

/** Fewer characters than this prove nothing. */
const FEWEST = 4;
/** So much likelier, as a logarithm, must the likeliest reading be than the next: e⁷, a thousand to one. */
const MARGIN = 7;
/**
 * Mean logarithm of the shares of a text's characters above which it reads like a text. Texts lie about -6.5, short ones of
 * rare characters at -8.5; bytes read in the wrong encoding at -10 and below.
 */
const LEGIBLE = -9;
/** Above this an encoding is worth naming to a person. */
const FAINT = -11;
/** In Big5 two in five second bytes lie below 80; in the EUC encodings none does. */
const LOW_TRAIL_FROM = 12;

/** Encodings that are not read, so that what is in them is not taken for another. */
const DECOYS = [
  { label: 'euc-jp', writing: 'japan' },
  { label: 'euc-kr', writing: 'korea' },
] as const;

/**
 * Tells Big5, GB18030 and Shift-JIS by content: of the readings that the bytes allow the likeliest, by how often their
 * characters are met in texts of Taiwan, China and Japan (a naive Bayes classifier of characters, all encodings being
 * equally likely beforehand). Conservative, since a wrong guess would train on rubbish: the reading must be legible by
 * itself, and a thousand times likelier than the next. `last`: no more bytes follow.
 */
export function encodingEvidence(bytes: Buffer, last: boolean): EncodingEvidence {
  const readings = Object.entries(DOUBLE_BYTE)
    .map(([name, decoder]) => reading(name as DoubleByteName, decoder, bytes, last))
    .filter((one) => one !== null)
    .sort((a, b) => b.likelihood - a.likelihood);
  const [best, next] = readings;
  const nothing = { encoding: null, candidates: [], characters: best?.characters ?? 0 };
  if (best === undefined || best.mean < FAINT) return nothing;
  const decoy = Math.max(...DECOYS.map(({ label, writing }) => decoyLikelihood(label, writing, bytes, last)));
  if (decoy > best.likelihood) return nothing;
  const near = readings.filter(
    ({ mean, likelihood }) => mean >= FAINT && best.likelihood - likelihood < MARGIN,
  );
  const others = Math.max(next?.likelihood ?? Number.NEGATIVE_INFINITY, decoy);
  const { characters, mean, likelihood } = best;
  const sure = characters >= FEWEST && mean >= LEGIBLE && likelihood - others >= MARGIN;
  return { encoding: sure ? best.name : null, candidates: near.map(({ name }) => name), characters };
}

/** The encoding that some bytes read like; null where there is no telling. */
export function likelyEncoding(bytes: Buffer): EncodingName | null {
  return isUtf8(bytes) ? 'utf-8' : encodingEvidence(bytes, true).encoding;
}

/** Whether a text in this encoding reads like one; true for a few characters, which prove nothing. */
export function isLegible(text: string, encoding: DoubleByteName): boolean {
  const { characters, foreign } = likelihoodOf(text, sharesIn(WRITING_OF[encoding]));
  return characters < FEWEST || foreign >= LEGIBLE * characters;
}

interface Reading {
  readonly name: DoubleByteName;
  readonly characters: number;
  /** Logarithm of the probability of the text. */
  readonly likelihood: number;
  /** The same for a character that is not ASCII. */
  readonly mean: number;
}

function reading(
  name: DoubleByteName,
  decoder: MultibyteDecoder,
  bytes: Buffer,
  last: boolean,
): Reading | null {
  const decoded = decoder.decode(bytes, last);
  if (!('text' in decoded)) return null;
  const { text } = decoded;
  const shares = sharesIn(WRITING_OF[name]);
  const { characters, foreign, all } = likelihoodOf(text, shares);
  if (characters === 0) return null;
  if (name === 'big5' && characters >= LOW_TRAIL_FROM && !hasLowTrail(bytes)) return null;
  return { name, characters, mean: foreign / characters, likelihood: all };
}

function decoyLikelihood(label: string, writing: Writing, bytes: Buffer, last: boolean): number {
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(bytes, { stream: !last });
    return likelihoodOf(text, sharesIn(writing)).all;
  } catch {
    return Number.NEGATIVE_INFINITY;
  }
}

function hasLowTrail(bytes: Buffer): boolean {
  for (let at = 0; at + 1 < bytes.length; at++) {
    if (bytes[at]! < 0x80) continue;
    at += 1;
    if (bytes[at]! <= 0x7e) return true;
  }
  return false;
}
