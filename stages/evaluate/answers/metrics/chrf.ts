const CHARACTERS = 6;
const WORDS = 2;
const BETA_SQUARED = 4;
/** Orders, characters first. */
const ORDERS = CHARACTERS + WORDS;
/** Counts that a text's score follows from: for each order those of the answer, of the expected text, and shared. */
export const CHRF_COUNTS = 3 * ORDERS;

/** Python's `string.punctuation`. */
const PUNCTUATION = new Set('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~');

/**
 * Counts of one pair of texts; those of a corpus are their sum. An order of which the expected text has none counts
 * nothing of the answer either.
 */
export function chrfCounts(truth: string, answer: string): Float64Array {
  const counts = new Float64Array(CHRF_COUNTS);
  const [wanted, given] = [gramsOf(truth), gramsOf(answer)];
  for (let order = 0; order < ORDERS; order++) {
    const [expected, found] = [wanted[order]!, given[order]!];
    let shared = 0;
    for (const [gram, count] of found) shared += Math.min(count, expected.get(gram) ?? 0);
    counts[3 * order] = expected.size > 0 ? total(found) : 0;
    counts[3 * order + 1] = total(expected);
    counts[3 * order + 2] = shared;
  }
  return counts;
}

/**
 * chrF++ of a text or a corpus, in [0, 1]: mean precision and recall over the orders that both have (characters 1–6
 * without space, words 1–2), recall counting twice. 0 where nothing is shared.
 * Source: Popović, WMT 2017; equal to sacrebleu's `CHRF(word_order=2)` over 100.
 */
export function chrf(counts: Float64Array): number {
  let precision = 0;
  let recall = 0;
  let orders = 0;
  for (let at = 0; at < CHRF_COUNTS; at += 3) {
    const [given, wanted, shared] = [counts[at]!, counts[at + 1]!, counts[at + 2]!];
    if (given === 0 || wanted === 0) continue;
    precision += shared / given;
    recall += shared / wanted;
    orders += 1;
  }
  if (precision + recall === 0) return 0;
  precision /= orders;
  recall /= orders;
  return ((1 + BETA_SQUARED) * precision * recall) / (BETA_SQUARED * precision + recall);
}

function gramsOf(text: string): Map<string, number>[] {
  const words = wordsOf(text);
  // By code point, as Python counts.
  const characters = Array.from(text.replace(/\s+/g, ''));
  return [
    ...Array.from({ length: CHARACTERS }, (_, order) => grams(characters, order + 1, '')),
    ...Array.from({ length: WORDS }, (_, order) => grams(words, order + 1, ' ')),
  ];
}

function grams(units: readonly string[], length: number, between: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + length <= units.length; at++) {
    const gram = units.slice(at, at + length).join(between);
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

/** Words, a mark at the end of one (else at its beginning) being a word of its own. */
function wordsOf(text: string): string[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .flatMap((word) => {
      const characters = Array.from(word);
      const [first, last] = [characters[0]!, characters.at(-1)!];
      if (characters.length === 1) return [word];
      if (PUNCTUATION.has(last)) return [characters.slice(0, -1).join(''), last];
      return PUNCTUATION.has(first) ? [first, characters.slice(1).join('')] : [word];
    });
}

function total(counts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}
