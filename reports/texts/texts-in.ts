import type { Language } from '../../pipeline/contracts/names.ts';
import { en } from './en.ts';
import type { ReportTexts } from './report-texts.ts';
import { zhTW } from './zh-TW.ts';

const TEXTS: Readonly<Record<Language, ReportTexts>> = { 'zh-TW': zhTW, en };

/** Every text of a report in one language. */
export function textsIn(language: Language): ReportTexts {
  return TEXTS[language];
}
