import type { Language } from '../../pipeline/contracts/names.ts';
import { historyEn } from './history.en.ts';
import { historyZhTW } from './history.zh-TW.ts';

/** What the history of a name says beside what every page says. */
export type HistoryTexts = typeof historyEn;

/** Those texts in one language. */
export const historyTexts: Readonly<Record<Language, HistoryTexts>> = { en: historyEn, 'zh-TW': historyZhTW };
