import { SIMPLIFIED, SIMPLIFIED_OR_OTHER, scriptKinds } from './characters.ts';
import { taiwanChain } from './opencc.ts';
import { scriptsOf, sentencesOf } from './sentence.ts';

/**
 * The text in Taiwan's writing; null where there is nothing to convert. What is Simplified throughout is taken through
 * OpenCC's whole chain `s2twp`, words included (软件 → 軟體). A sentence that has Traditional characters as well was
 * written in Taiwan's words, and its shared characters (村里, 行政程序, 污染) are as they should be: there only words and
 * characters that hold a Simplified one change. Japanese sentences stay.
 */
export function fixSimplifiedChinese(text: string): string | null {
  const sentences = sentencesOf(text).map((sentence) => ({ sentence, scripts: scriptsOf(sentence) }));
  const mixed = sentences.some(({ scripts }) => scripts.traditional > 0);
  const fixed = sentences
    .map(({ sentence, scripts: { han, certain, possible, traditional } }) => {
      if (mixed ? certain + possible === 0 : han === 0) return sentence;
      return convert(sentence, traditional > 0);
    })
    .join('');
  return fixed === text ? null : fixed;
}

/** OpenCC's conversion: the longest known phrase at each place, else the character; then Taiwan's usage. */
function convert(sentence: string, mixed: boolean): string {
  const { phrases, characters, usage, variants } = taiwanChain();
  let converted = '';
  // Characters between two phrases, which the next step sees as one piece.
  let between = '';
  for (let at = 0; at < sentence.length; ) {
    const match = phrases.matchPrefix(sentence, at);
    const source = match ? sentence.slice(at, match.end) : String.fromCodePoint(sentence.codePointAt(at)!);
    const target = match?.value ?? characters.get(source) ?? source;
    at += source.length;
    if (mixed) {
      converted += holdsSimplified(source) ? variants.convert(target) : source;
    } else if (match) {
      converted += usage.convert(between) + usage.convert(target);
      between = '';
    } else {
      between += target;
    }
  }
  return converted + usage.convert(between);
}

function holdsSimplified(piece: string): boolean {
  const kinds = scriptKinds();
  for (let i = 0; i < piece.length; i++) {
    const kind = kinds[piece.charCodeAt(i)];
    if (kind === SIMPLIFIED || kind === SIMPLIFIED_OR_OTHER) return true;
  }
  return false;
}
