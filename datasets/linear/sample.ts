import { digestWords } from '../fingerprint/content.ts';

/** Grams of all texts × classes at most: some ten seconds of one core. Of more texts a sample is learnt from. */
const MOST_PRODUCTS = 2 ** 27;

/**
 * All texts, or so many halves of them, drawn by content, as there is time for; of each label one stays at least.
 * @param classes weights of one gram
 */
export function sampleOf<T extends { readonly text: string }>(
  training: readonly T[],
  classes: number,
  labelsOf: (one: T) => readonly string[],
): readonly T[] {
  let cells = 0;
  for (const { text } of training) cells += 3 * text.length;
  const halves = Math.max(0, Math.ceil(Math.log2((cells * classes) / MOST_PRODUCTS)));
  if (halves === 0) return training;
  const seen = new Set<string>();
  return training.filter((one) => {
    const before = seen.size;
    for (const label of labelsOf(one)) seen.add(label);
    return seen.size > before || (digestWords(one.text)[0]! & (2 ** halves - 1)) === 0;
  });
}
