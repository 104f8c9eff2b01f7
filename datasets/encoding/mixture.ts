import { isAscii, isUtf8 } from 'node:buffer';
import { big5, countBig5 } from './big5.ts';
import type { EncodingName } from './decoder.ts';
import { likelyEncoding } from './likely-encoding.ts';

/** Where a file changes from one encoding to another. */
export interface Mixture {
  /** Lines before the first one in the other encoding. */
  readonly lines: number;
  readonly first: EncodingName;
  readonly second: EncodingName;
}

const LINE_FEED = 0x0a;

/**
 * Finds the first line whose encoding is not that of the lines before it, in bytes that begin with a line; `before` is
 * what the file was in up to there, where that is known. Null where the lines can be told no better than the whole.
 */
export function findMixture(bytes: Buffer, before: EncodingName | null): Mixture | null {
  let first = before;
  let lines = 0;
  for (const line of linesOf(bytes)) {
    const encoding = isAscii(line) ? null : likelyEncoding(line);
    if (encoding !== null && first !== null && encoding !== first) return { lines, first, second: encoding };
    first ??= encoding;
    lines += 1;
  }
  return null;
}

/**
 * Lines before the first one that is UTF-8 in a text taken for Big5, of which such a line would make rubbish; or -1.
 * Chinese in Big5 is hardly ever valid UTF-8, and when a line is, it reads well as Big5.
 */
export function hiddenUtf8(bytes: Buffer): number {
  let lines = 0;
  for (const line of linesOf(bytes)) {
    if (!isAscii(line) && isUtf8(line)) {
      const { hanzi, frequent } = countBig5(line);
      if (big5.walk(line, true).badAt !== null || frequent < 0.8 * hanzi) return lines;
    }
    lines += 1;
  }
  return -1;
}

function* linesOf(bytes: Buffer): Generator<Buffer> {
  let from = 0;
  for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, from)) {
    yield bytes.subarray(from, end);
    from = end + 1;
  }
  if (from < bytes.length) yield bytes.subarray(from);
}
