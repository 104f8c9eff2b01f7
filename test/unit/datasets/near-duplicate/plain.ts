/** The definitions that the index is held against, written as plainly as they can be. */

/** What counts of a text. */
export function plainFold(text: string): string {
  const units = text.normalize('NFKC').split('');
  const lower = units.map((unit) => (unit.toLowerCase().length === 1 ? unit.toLowerCase() : unit));
  return lower.join('').replace(/[^\p{L}\p{M}\p{N}\p{S}]/gu, '');
}

/** The shingles of a text: from each place, the shortest piece of four columns; all of it if it is narrower. */
export function plainShingles(text: string): Set<string> {
  const folded = plainFold(text);
  const shingles = new Set<string>();
  for (let from = 0; from < folded.length; from++) {
    let to = from;
    let width = 0;
    while (width < 4 && to < folded.length) width += isWide(folded[to++]!) ? 2 : 1;
    if (width >= 4 || from === 0) shingles.add(folded.slice(from, to));
  }
  return shingles;
}

const isWide = (unit: string) => unit >= '\u2e80' && unit <= '\ud7ff';

export function plainJaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const shingle of one) if (other.has(shingle)) shared += 1;
  return one.size + other.size === 0 ? 0 : shared / (one.size + other.size - shared);
}
