import { FoldedText, LONGEST } from '../near-duplicate/fold.ts';
import { shingle } from '../near-duplicate/shingles.ts';

/** Pieces of a text that count; a longer one is judged by its beginning. */
const MOST_PIECES = 1_000;

/**
 * Mean Jaccard similarity of all pairs of texts, 0–1: the complement of Rao's quadratic entropy (1982) with the Jaccard
 * distance. 0 for fewer than two texts, or where none has any pieces.
 */
export function meanSimilarity(texts: readonly string[]): number {
  const folded = new FoldedText();
  const buffer = new Int32Array(LONGEST);
  const sets = texts.map((text) => {
    folded.read(text);
    const count = shingle(folded.units, 0, folded.length, buffer);
    return new Set(buffer.subarray(0, Math.min(count, MOST_PIECES)));
  });
  const known = sets.filter(({ size }) => size > 0);
  let sum = 0;
  for (const [n, one] of known.entries()) {
    for (const other of known.slice(0, n)) sum += jaccard(one, other);
  }
  return known.length < 2 ? 0 : sum / ((known.length * (known.length - 1)) / 2);
}

function jaccard(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  let shared = 0;
  for (const piece of small) if (large.has(piece)) shared += 1;
  return shared / (one.size + other.size - shared);
}
