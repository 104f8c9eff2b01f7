import type { Language } from '../../pipeline/contracts/names.ts';
import { runsEn } from './runs.en.ts';
import { runsZhTW } from './runs.zh-TW.ts';

/** What a comparison of runs says beside what every page says. */
export type RunsTexts = typeof runsEn;

/** Those texts in one language. */
export const runsTexts: Readonly<Record<Language, RunsTexts>> = { en: runsEn, 'zh-TW': runsZhTW };
