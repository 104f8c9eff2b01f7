/** Encodings that a file may be in, by the names a person is shown and can give. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'big5', 'gb18030', 'shift_jis'] as const;
export type EncodingName = (typeof ENCODINGS)[number];

/** The text of the whole characters at the head of some bytes; or where the first byte lies that fits nowhere. */
export type Decoded = { readonly text: string; readonly used: number } | { readonly badAt: number };

/** Turns bytes into text, piece by piece. */
export interface Decoder {
  readonly encoding: EncodingName;
  /** With `last`, a character cut off at the end is a bad byte; without, it is left unused. */
  decode(bytes: Buffer, last: boolean): Decoded;
}
