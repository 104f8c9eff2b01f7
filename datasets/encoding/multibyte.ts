import type { Decoded, Decoder, EncodingName } from './decoder.ts';

/** Bytes of the character whose first byte, not ASCII, lies at `at`; 0 where no character can begin so. */
type Measure = (bytes: Buffer, at: number) => number;

/** Bytes at the head of `bytes` that are whole characters by their form, and where the first byte lies that is none. */
export type Walk = (bytes: Buffer, last: boolean) => { readonly used: number; readonly badAt: number | null };

/** An encoding of one, two or four bytes a character; all of them hold ASCII as it is. */
export interface MultibyteDecoder extends Decoder {
  readonly walk: Walk;
}

/** A decoder that cuts at whole characters by `measure` and has the platform's tables decode them. */
export function multibyte(
  encoding: Extract<EncodingName, 'big5' | 'gb18030' | 'shift_jis'>,
  measure: Measure,
): MultibyteDecoder {
  const text = new TextDecoder(encoding, { fatal: true });
  const walk: Walk = (bytes, last) => {
    let at = 0;
    while (at < bytes.length) {
      if (bytes[at]! < 0x80) {
        at += 1;
        continue;
      }
      const length = measure(bytes, at);
      if (length === 0) return { used: at, badAt: at };
      if (at + length > bytes.length) return { used: at, badAt: last ? at : null };
      at += length;
    }
    return { used: at, badAt: null };
  };
  const firstUnmapped = (bytes: Buffer): number => {
    let at = 0;
    while (at < bytes.length) {
      const length = bytes[at]! < 0x80 ? 1 : measure(bytes, at);
      try {
        text.decode(bytes.subarray(at, at + length));
      } catch {
        return at;
      }
      at += length;
    }
    return at;
  };
  const decode = (bytes: Buffer, last: boolean): Decoded => {
    const { used, badAt } = walk(bytes, last);
    if (badAt !== null) return { badAt };
    try {
      return { text: text.decode(bytes.subarray(0, used)), used };
    } catch {
      return { badAt: firstUnmapped(bytes.subarray(0, used)) };
    }
  };
  return { encoding, walk, decode };
}
