import type { Language } from '../../pipeline/contracts/names.ts';
import { evaluationEn } from './evaluation.en.ts';
import { evaluationZhTW } from './evaluation.zh-TW.ts';

/** What the report on a file of predictions says beside what every report says. */
export type EvaluationTexts = typeof evaluationEn;

/** Those texts in one language. */
export const evaluationTexts: Readonly<Record<Language, EvaluationTexts>> = {
  en: evaluationEn,
  'zh-TW': evaluationZhTW,
};
