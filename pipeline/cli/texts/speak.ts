import type { Language } from '../../contracts/names.ts';
import { fill } from '../../setup/texts/speak.mjs';
import { en, type TextKey } from './en.ts';
import { zhTW } from './zh-tw.ts';

const TEXTS: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { en, 'zh-TW': zhTW };

/** The text of a key, with `{name}` filled in. */
export type Say = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

/** Texts in one language. */
export function sayIn(language: Language): Say {
  return (key, values = {}) => fill(TEXTS[language][key], values);
}
