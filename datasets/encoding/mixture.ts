import { isAscii } from 'node:buffer';
import type { EncodingName } from './decoder.ts';
import { type DoubleByteName, isLegible, likelyEncoding } from './likely-encoding.ts';

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
 * Finds the first line of a text, decoded by `encoding`, that is in another encoding and happened to fit: such a line
 * makes rubbish, and is UTF-8 or reads well in the other. Null where there is none.
 */
export function hiddenMixture(bytes: Buffer, text: string, encoding: DoubleByteName): Mixture | null {
  let lines = 0;
  // No second byte of these encodings is a line feed, so that the lines of both are the same.
  const ofText = text.split('\n');
  if (ofText.every((line) => isLegible(line, encoding))) return null;
  for (const line of linesOf(bytes)) {
    if (!isLegible(ofText[lines]!, encoding)) {
      const other = likelyEncoding(line);
      if (other !== null && other !== encoding) return { lines, first: encoding, second: other };
    }
    lines += 1;
  }
  return null;
}

function* linesOf(bytes: Buffer): Generator<Buffer> {
  let from = 0;
  for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, from)) {
    yield bytes.subarray(from, end);
    from = end + 1;
  }
  if (from < bytes.length) yield bytes.subarray(from);
}
