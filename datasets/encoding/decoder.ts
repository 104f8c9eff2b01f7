import type { ENCODING_NAMES } from '../../pipeline/contracts/data-reports.ts';

export type EncodingName = (typeof ENCODING_NAMES)[number];

/** The text of the whole characters at the head of some bytes; or where the first byte lies that fits nowhere. */
export type Decoded = { readonly text: string; readonly used: number } | { readonly badAt: number };

/** Turns bytes into text, piece by piece. */
export interface Decoder {
  readonly encoding: EncodingName;
  /** With `last`, a character cut off at the end is a bad byte; without, it is left unused. */
  decode(bytes: Buffer, last: boolean): Decoded;
}
