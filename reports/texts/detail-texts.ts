import type { Language } from '../../pipeline/contracts/names.ts';
import { detailEn } from './detail.en.ts';
import { detailZhTW } from './detail.zh-TW.ts';

/** What the details of an evaluation say, of a run or of a file of predictions. */
export type DetailTexts = typeof detailEn;

/** Those texts in one language. */
export const detailTexts: Readonly<Record<Language, DetailTexts>> = { en: detailEn, 'zh-TW': detailZhTW };
