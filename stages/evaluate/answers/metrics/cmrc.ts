import { englishWords } from './english-words.ts';

/** What the script takes out before it compares; its `……` is two characters and so never found by it. */
const PUNCTUATION = new Set('-:_*^/\\~`+=，。：？！“”；’《》·、「」（）－～『』');
/** Characters that are a unit of their own, as in the script. */
const CHINESE = /[\u4e00-\u9fa5]/;

/** `remove_punctuation` of the script. */
function bare(text: string): string {
  return Array.from(text.toLowerCase().trim())
    .filter((character) => !PUNCTUATION.has(character))
    .join('');
}

/** `mixed_segmentation` of the script: Chinese by character, what stands between by English word. */
export function mixedSegments(text: string): string[] {
  const segments: string[] = [];
  let run = '';
  const flush = (): void => {
    if (run !== '') segments.push(...englishWords(run));
    run = '';
  };
  for (const character of text.toLowerCase().trim()) {
    if (PUNCTUATION.has(character)) continue;
    if (!CHINESE.test(character)) {
      run += character;
      continue;
    }
    flush();
    segments.push(character);
  }
  flush();
  return segments;
}

/** Whether an answer equals the expected one but for case and punctuation. */
export function cmrcExactMatch(truth: string, answer: string): boolean {
  return bare(truth) === bare(answer);
}

/**
 * F1 of two answers by their longest common run of segments, in [0, 1]; 0 where they share none (two blank answers too).
 * Source: the evaluation script of CMRC 2018, version 5 (Cui et al., EMNLP 2019), by which DRCD is judged as well:
 * https://github.com/ymcui/cmrc2018. It asks NLTK for English words; see `englishWords`.
 */
export function cmrcF1(truth: string, answer: string): number {
  const [wanted, given] = [mixedSegments(truth), mixedSegments(answer)];
  const common = longestCommonRun(wanted, given);
  if (common === 0) return 0;
  const [precision, recall] = [common / given.length, common / wanted.length];
  return (2 * precision * recall) / (precision + recall);
}

function longestCommonRun(a: readonly string[], b: readonly string[]): number {
  let longest = 0;
  let above = new Uint32Array(b.length + 1);
  for (const segment of a) {
    const row = new Uint32Array(b.length + 1);
    for (let j = 0; j < b.length; j++) {
      if (segment !== b[j]) continue;
      row[j + 1] = above[j]! + 1;
      longest = Math.max(longest, row[j + 1]!);
    }
    above = row;
  }
  return longest;
}
