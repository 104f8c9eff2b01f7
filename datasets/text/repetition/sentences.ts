import { HAN_WEIGHT, type Letters, lettersOf, weightOfRange } from './letters.ts';

const END = /[。！？；!?;\n]+|\.(?=\s|$)/;
/** What numbers an item of a list: 一、 (二) 3. ④ • */
const ITEM = /^[\s\-*•·‧]*(?:[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z])[)）.、．:：]|[①-⑳])?\s*/;
/** Shorter sentences (是。 無。 謝謝！ Thank you.) come again by themselves. */
const SHORTEST = 6 * HAN_WEIGHT;
/** Twice is a quotation or a refrain. */
const TIMES = 3;

/** Of a longer sentence this many letters, and its length, tell it from others. */
const BEGINNING = 1_000;

export interface RepeatedSentences {
  /** What the copies after the first weigh. */
  readonly weight: number;
  /** The sentence that takes most room, and how often it comes. */
  readonly sentence: string;
  readonly times: number;
}

/** Sentences and lines that come again and again, whatever lies between. */
export function repeatedSentences(text: string): RepeatedSentences | null {
  const seen = new Map<string, { weight: number; times: number; sentence: string }>();
  for (const piece of text.split(END)) {
    const sentence = piece.replace(ITEM, '');
    const letters = lettersOf(sentence);
    const weight = weightOfRange(letters, 0, letters.length);
    if (weight < SHORTEST) continue;
    const key = keyOf(letters);
    const known = seen.get(key);
    if (known) known.times += 1;
    else seen.set(key, { weight, times: 1, sentence });
  }
  const repeated = [...seen.values()].filter(({ times }) => times >= TIMES);
  if (repeated.length === 0) return null;
  const first = repeated.reduce((a, b) => (b.weight * b.times > a.weight * a.times ? b : a));
  const weight = repeated.reduce((sum, { weight: each, times }) => sum + each * (times - 1), 0);
  return { weight, sentence: first.sentence.trim(), times: first.times };
}

function keyOf({ units, length }: Letters): string {
  return `${length}:${String.fromCharCode(...units.subarray(0, Math.min(length, BEGINNING)))}`;
}
