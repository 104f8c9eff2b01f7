import { SHARED, SIMPLIFIED, scriptKinds, TRADITIONAL } from './characters.ts';
import { type SentenceScripts, scriptsOf, sentencesOf } from './sentence.ts';

export interface SimplifiedChinese {
  /** Characters that only Simplified writing has, as a share of all Han characters: 0–1. */
  readonly share: number;
  /** How many they are. */
  readonly count: number;
  /** Han characters in the text, Japanese sentences left out. */
  readonly han: number;
  /** The text has characters of Traditional writing as well. */
  readonly mixed: boolean;
  /** The first few of the characters, each once. */
  readonly characters: string;
}

/**
 * About 40 in 100 characters of a Simplified text exist in that writing only; the rest are shared. With 3 in 100 about
 * a thirteenth of the text is Simplified, which no quoted name or word in a long Traditional text reaches.
 */
export const FROM_SHARE = 0.03;
/** One character alone may be a slip or a name; it counts where it is a tenth of a short text. */
const ALONE_FROM_SHARE = 0.1;
/**
 * A sentence of this many Han characters with this share was written in Simplified Chinese, however long the rest of the
 * text: unless it has Traditional characters as well and only quotes a word.
 */
const SENTENCE_HAN = 8;
const SENTENCE_SHARE = 0.2;
const TRADITIONAL_TO_SIMPLIFIED = 1 / 3;
const SHOWN = 12;

/** Whether a text, or a good part of it, is written in Simplified Chinese. */
export function detectSimplifiedChinese(text: string): SimplifiedChinese | null {
  if (!hasSimplified(text)) return null;
  let han = 0;
  let certain = 0;
  let possible = 0;
  let traditional = 0;
  let sentence = false;
  for (const piece of sentencesOf(text)) {
    const found = scriptsOf(piece);
    han += found.han;
    certain += found.certain;
    possible += found.possible;
    traditional += found.traditional;
    sentence ||= isSimplified(found);
  }
  if (certain === 0) return null;
  const count = certain + possible;
  const share = count / han;
  if (!sentence && share < (count === 1 ? ALONE_FROM_SHARE : FROM_SHARE)) return null;
  return { share, count, han, mixed: traditional > 0, characters: simplifiedIn(text) };
}

function isSimplified({ han, certain, possible, traditional }: SentenceScripts): boolean {
  const simplified = certain + possible;
  const enough = han >= SENTENCE_HAN && simplified >= SENTENCE_SHARE * han;
  return certain > 0 && enough && traditional <= TRADITIONAL_TO_SIMPLIFIED * simplified;
}

function hasSimplified(text: string): boolean {
  let kinds: Uint8Array | undefined;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x3400) continue;
    // Asked for only once there is a Han character, so that English data never loads the dictionaries.
    kinds ??= scriptKinds();
    if (kinds[code] === SIMPLIFIED) return true;
  }
  return false;
}

function simplifiedIn(text: string): string {
  const kinds = scriptKinds();
  let shown = '';
  for (let i = 0; i < text.length && shown.length < SHOWN; i++) {
    const kind = kinds[text.charCodeAt(i)];
    if (kind !== SHARED && kind !== TRADITIONAL && !shown.includes(text[i]!)) shown += text[i];
  }
  return shown;
}
