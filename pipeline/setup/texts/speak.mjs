import { en } from './en.mjs';
import { zhTW } from './zh-tw.mjs';

/** @typedef {keyof typeof en} TextKey */
/** @typedef {Readonly<Record<string, string | number>>} Fill */
/** @typedef {(key: TextKey, fill?: Fill) => string} Say */

const LANGUAGES = { en, 'zh-TW': zhTW };

/**
 * Texts in one language.
 * @param {import('../terminal/language.mjs').Language} language
 * @returns {Say}
 */
export function sayIn(language) {
  const texts = LANGUAGES[language];
  return (key, values = {}) => fill(texts[key], values);
}

/**
 * Puts values in the place of `{name}`; a name without a value stays.
 * @param {string} text
 * @param {Fill} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
