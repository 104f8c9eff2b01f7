import { isHan } from '../charsets/han-levels.ts';
import { SHARED, SIMPLIFIED, scriptKinds, TRADITIONAL } from './characters.ts';

/** Japanese prose is a third to a half kana; a Chinese sentence with a の or a name in it has far fewer. */
const KANA_SHARE = 0.15;

/** How many characters of a sentence belong to which script; all 0 for a Japanese sentence. */
export interface SentenceScripts {
  readonly han: number;
  /** Characters of Simplified Chinese alone. */
  readonly certain: number;
  /** Characters of Simplified Chinese that other writing knows too. */
  readonly possible: number;
  /** Characters of Traditional Chinese alone. */
  readonly traditional: number;
}

const NOT_CHINESE: SentenceScripts = { han: 0, certain: 0, possible: 0, traditional: 0 };

/** The sentences of a text with what ends them; joined they are the text. */
export function sentencesOf(text: string): string[] {
  return text.split(/(?<=[。！？!?\n])/);
}

export function scriptsOf(sentence: string): SentenceScripts {
  const kinds = scriptKinds();
  let kana = 0;
  const found = { han: 0, certain: 0, possible: 0, traditional: 0 };
  for (let i = 0; i < sentence.length; i++) {
    const code = sentence.charCodeAt(i);
    if (code >= 0x3041 && code <= 0x30fa) kana += 1;
    if (!isHan(code)) continue;
    found.han += 1;
    const kind = kinds[code];
    if (kind === SIMPLIFIED) found.certain += 1;
    else if (kind === TRADITIONAL) found.traditional += 1;
    else if (kind !== SHARED) found.possible += 1;
  }
  return kana > KANA_SHARE * (found.han + kana) ? NOT_CHINESE : found;
}
