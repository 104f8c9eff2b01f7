import type { Language } from '../../pipeline/contracts/names.ts';
import { answersEn } from './answers.en.ts';
import { answersZhTW } from './answers.zh-TW.ts';

/** What a report on written answers says beside what every report says. */
export type AnswerTexts = typeof answersEn;

/** Those texts in one language. */
export const answerTexts: Readonly<Record<Language, AnswerTexts>> = { en: answersEn, 'zh-TW': answersZhTW };
