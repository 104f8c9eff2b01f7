import type { Language } from '../../../pipeline/contracts/names.ts';
import { detectSimplifiedChinese } from '../../text/simplified/detect.ts';

const LETTERS = /\p{L}/gu;
const HAN = /\p{Script=Han}/gu;
/** Chinese with many Latin names still has this share of Han letters; English that quotes a name stays below. */
const CHINESE_FROM = 0.3;

/** Whether a text is written in a language: Chinese as in Taiwan, or English. A text without letters is in none. */
export function isWrittenIn(language: Language, text: string): boolean {
  const letters = text.match(LETTERS)?.length ?? 0;
  if (letters === 0) return false;
  const chinese = (text.match(HAN)?.length ?? 0) / letters >= CHINESE_FROM;
  return language === 'en' ? !chinese : chinese && detectSimplifiedChinese(text) === null;
}
