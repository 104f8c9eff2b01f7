/** Python's `string.punctuation`. */
const PUNCTUATION = /[!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]/g;
const ARTICLES = /\b(?:a|an|the)\b/g;

/** `normalize_answer` of the script, as words. */
function words(text: string): string[] {
  const bare = text.toLowerCase().replace(PUNCTUATION, '').replace(ARTICLES, ' ');
  return bare.split(/\s+/).filter((word) => word !== '');
}

/** Whether an answer equals the expected one but for case, punctuation, articles and space. */
export function squadExactMatch(truth: string, answer: string): boolean {
  return words(truth).join(' ') === words(answer).join(' ');
}

/**
 * F1 of two answers by the words they share, in [0, 1]; 0 where they share none (two blank answers too).
 * Source: the evaluation script of SQuAD 1.1 (Rajpurkar et al., EMNLP 2016).
 */
export function squadF1(truth: string, answer: string): number {
  const [wanted, given] = [words(truth), words(answer)];
  const left = new Map<string, number>();
  for (const word of wanted) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of given) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    common += 1;
  }
  if (common === 0) return 0;
  const [precision, recall] = [common / given.length, common / wanted.length];
  return (2 * precision * recall) / (precision + recall);
}
