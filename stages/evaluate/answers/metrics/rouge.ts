/** Units of a text: words of Latin letters and digits in lower case, each Chinese character by itself. */
const UNITS = /[a-z0-9]+|\p{Script=Han}/gu;

/** What ROUGE compares: for English, the words that rouge-score tells without a stemmer. */
export function rougeUnits(text: string): readonly string[] {
  return text.toLowerCase().match(UNITS) ?? [];
}

/**
 * ROUGE-N of two texts, F1 in [0, 1]; 0 where either has no n-gram.
 * Source: Lin, ACL workshop 2004; equal to rouge-score for English.
 */
export function rougeN(truth: readonly string[], answer: readonly string[], n: number): number {
  const [wanted, given] = [grams(truth, n), grams(answer, n)];
  let shared = 0;
  for (const [gram, count] of given) shared += Math.min(count, wanted.get(gram) ?? 0);
  return f1(shared, Math.max(0, truth.length - n + 1), Math.max(0, answer.length - n + 1));
}

/** ROUGE-L of two texts by their longest common subsequence, F1 in [0, 1]. */
export function rougeL(truth: readonly string[], answer: readonly string[]): number {
  return f1(longestCommonSubsequence(truth, answer), truth.length, answer.length);
}

function grams(units: readonly string[], n: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + n <= units.length; at++) {
    const gram = units.slice(at, at + n).join(' ');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

function longestCommonSubsequence(a: readonly string[], b: readonly string[]): number {
  const row = new Uint32Array(b.length + 1);
  for (const unit of a) {
    let diagonal = 0;
    for (let j = 0; j < b.length; j++) {
      const above = row[j + 1]!;
      row[j + 1] = unit === b[j] ? diagonal + 1 : Math.max(above, row[j]!);
      diagonal = above;
    }
  }
  return row[b.length]!;
}

function f1(shared: number, wanted: number, given: number): number {
  if (shared === 0) return 0;
  const [precision, recall] = [shared / given, shared / wanted];
  return (2 * precision * recall) / (precision + recall);
}
