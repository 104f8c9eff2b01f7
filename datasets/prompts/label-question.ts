import type { ChatRequest } from '../../pipeline/contracts/generation.ts';
import type { Language } from '../../pipeline/contracts/names.ts';
import { readLabel } from '../tasks/one-label.ts';
import { MaskedTexts } from './masked-texts.ts';

/** Tokens of an answer, at most: room for a model that thinks aloud. */
const MOST_TOKENS = 1024;

const WORDING: Readonly<Record<Language, (labels: string, text: string) => string>> = {
  'zh-TW': (labels, text) =>
    `請將下列文字歸入以下其中一個類別，只以 JSON 回答：{"label": "類別名稱"}\n類別：\n${labels}\n\n文字：\n${text}`,
  en: (labels, text) =>
    `Put the following text into one of these categories; answer with JSON only: {"label": "category"}\nCategories:\n${labels}\n\nText:\n${text}`,
};

/** A record as it may be asked about, and the way back from the answer. */
export interface LabelQuestion {
  readonly request: ChatRequest;
  /** Pieces of personal data that were masked. */
  readonly masked: number;
  /** The label that an answer names; null where it names none. */
  read(answer: string): string | null;
}

/**
 * Asks which of the labels a text has. Where the endpoint is not inside, personal data in text and labels is masked by
 * placeholders before it leaves; the same text is always masked in the same way.
 */
export function labelQuestion(
  text: string,
  labels: readonly string[],
  {
    model,
    inside,
    language,
  }: { readonly model: string; readonly inside: boolean; readonly language: Language },
): LabelQuestion {
  const texts = new MaskedTexts([text, ...labels], inside);
  const asked = texts.shown(text);
  const choices = labels.map((label) => texts.shown(label));
  const properties = { label: { type: 'string', enum: choices } };
  const schema = { type: 'object', properties, required: ['label'], additionalProperties: false };
  const content = WORDING[language](choices.map((choice) => `- ${choice}`).join('\n'), asked);
  return {
    request: {
      ...{ model, temperature: 0, seed: 0, maxTokens: MOST_TOKENS },
      messages: [{ role: 'user', content }],
      schema: { name: 'answer', schema },
    },
    masked: texts.masked,
    read: (answer) => {
      const read = readLabel(answer, choices);
      return read === null ? null : texts.restored(read);
    },
  };
}
