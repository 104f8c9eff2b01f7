import type { z } from 'zod';
import type { Language } from '../../pipeline/contracts/names.ts';
import type { Message } from '../../pipeline/contracts/record.ts';

/** A prompt in both languages. Immutable by `id`: a changed wording is a new version. `{name}` stands for a value. */
export interface GenerationPrompt {
  readonly id: string;
  readonly texts: Readonly<Record<Language, { readonly system: string; readonly user: string }>>;
}

/** Texts for a prompt's places; a list is shown as one. */
export type PromptValues = Readonly<Record<string, string | readonly string[]>>;

/** Something to ask a model. */
export interface Question<A = unknown> {
  readonly prompt: GenerationPrompt;
  readonly values: PromptValues;
  /** Shape of the answer. What it is made of may have to be masked first, as the values are. */
  shape(mask: (text: string) => string): z.ZodType<A>;
}

/**
 * The messages that ask a question. Values are given as JSON texts, so that nothing in them can be taken for part of the
 * prompt; what looks like a place in a value is left as it is.
 */
export function messagesOf(
  prompt: GenerationPrompt,
  language: Language,
  values: PromptValues,
): readonly Message[] {
  const { system, user } = prompt.texts[language];
  const filled = user.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new RangeError(`prompt ${prompt.id} has no value for ${place}`);
    return JSON.stringify(value);
  });
  return [
    { role: 'system', content: system },
    { role: 'user', content: filled },
  ];
}
