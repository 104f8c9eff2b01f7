import type { Language } from '../../pipeline/contracts/names.ts';
import type { PromptTemplate } from '../../pipeline/contracts/record.ts';
import { digestWords } from '../fingerprint/content.ts';
import { PASSTHROUGH } from './passthrough.ts';

/** Labels are named in the prompt while they are this short together; beyond, they would cost more than they help. */
const LISTED_CHARACTERS = 400;

const WORDING: Readonly<
  Record<Language, { readonly listed: (labels: readonly string[]) => string; open: string }>
> = {
  'zh-TW': {
    listed: (labels) =>
      `請將下列文字歸入以下其中一個類別，只回答類別名稱。\n類別：${labels.join('、')}\n\n{input}`,
    open: '請判斷下列文字所屬的類別，只回答類別名稱。\n\n{input}',
  },
  en: {
    listed: (labels) =>
      `Put the following text into one of these categories; answer with the category only.\nCategories: ${labels.join('; ')}\n\n{input}`,
    open: 'Tell which category the following text belongs to; answer with the category only.\n\n{input}',
  },
};

/**
 * The prompt for a classification task. Records that carry an instruction pass through; others get one in their
 * language that names the labels, unless those are too many or would be mistaken for the placeholder. Ids are
 * immutable: the labels a prompt names are part of its id.
 */
export function classificationPrompt(
  language: Language,
  hasInstruction: boolean,
  labels: readonly string[],
): PromptTemplate {
  if (hasInstruction) return PASSTHROUGH;
  const { listed, open } = WORDING[language];
  if (!listable(labels)) {
    return { id: `classification.${language}.open.v1`, system: null, user: open };
  }
  const user = listed(labels);
  return { id: `classification.${language}.v1.${shortDigest(user)}`, system: null, user };
}

/** Whether a prompt can name these labels: not too many, and none that would be mistaken for the placeholder. */
export function listable(labels: readonly string[]): boolean {
  const list = labels.join('\n');
  return list.length <= LISTED_CHARACTERS && !list.includes('{input}');
}

/** The prompt that a spec gives itself. */
export function customPrompt(user: string): PromptTemplate {
  return { id: `custom.${shortDigest(user)}`, system: null, user };
}

/** Enough of a digest to tell one prompt from another. */
export function shortDigest(text: string): string {
  return digestWords(text)[0]!.toString(16).padStart(8, '0');
}
