import type { z } from 'zod';
import type { PromptValues, Question } from '../../datasets/generation/question.ts';
import { findPersonal } from '../../datasets/personal/find.ts';
import { Masker, unmask } from '../../datasets/personal/mask.ts';
import { PLACEHOLDERS } from '../../datasets/personal/placeholders.ts';

/** A question as it may leave, and the way back for its answer. */
export interface MaskedQuestion {
  readonly values: PromptValues;
  readonly shape: z.ZodType;
  /** Pieces of personal data that were masked. */
  readonly masked: number;
  /** The answer with the values back in place. */
  restore(answer: unknown): unknown;
  /** Whether an answer, restored, has a placeholder that stands for nothing. */
  hasStray(answer: unknown): boolean;
}

/**
 * Masks a question for an endpoint that is not inside. Each question is masked by itself: the same question is always
 * masked in the same way, whatever else was asked.
 */
export function maskQuestion(question: Question, inside: boolean): MaskedQuestion {
  if (inside) {
    const { values } = question;
    return {
      values,
      shape: question.shape((text) => text),
      masked: 0,
      restore: (answer) => answer,
      hasStray: () => false,
    };
  }
  const masker = new Masker();
  const texts = Object.values(question.values).flat();
  for (const text of texts) masker.reserve(text);
  let masked = 0;
  const mask = (text: string): string => {
    const found = findPersonal(text);
    masked += found.length;
    return masker.mask(text, found).text;
  };
  const values = Object.fromEntries(
    Object.entries(question.values).map(([name, value]) => [
      name,
      typeof value === 'string' ? mask(value) : value.map(mask),
    ]),
  );
  const count = masked;
  const own = new Set(texts.flatMap((text) => text.match(PLACEHOLDERS) ?? []));
  return {
    values,
    shape: question.shape((text) => masker.mask(text).text),
    masked: count,
    restore: (answer) => inTexts(answer, (text) => unmask(text, masker.map)),
    hasStray: (answer) => {
      let stray = false;
      inTexts(answer, (text) => {
        stray ||= (text.match(PLACEHOLDERS) ?? []).some((found) => !own.has(found));
        return text;
      });
      return stray;
    },
  };
}

/** A JSON value with every text in it changed. */
function inTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => inTexts(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inTexts(inner, change)]));
}
