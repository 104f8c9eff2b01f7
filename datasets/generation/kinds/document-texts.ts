import { z } from 'zod';
import type { GenerationMethod } from '../../../pipeline/contracts/generation.ts';
import type { Language, Localized } from '../../../pipeline/contracts/names.ts';
import { hasNoNewFacts } from '../filters/facts.ts';
import type { GenerationKind } from '../kind.ts';
import { EXPLANATION, SUBJECT, SUMMARY } from '../prompts/document-prompts.ts';
import type { GenerationPrompt } from '../question.ts';

const written = z.strictObject({ text: z.string().trim().min(4).max(20_000) });

/** What the trained model will be told to do, before the source. */
type Instruction = Readonly<Record<Language, string>>;

/** A text written from a passage, which may say nothing that the passage does not. */
function textFrom(
  method: GenerationMethod,
  prompt: GenerationPrompt,
  instruction: Instruction,
  rubric: Localized,
  fits: (text: string, source: string) => boolean = () => true,
): GenerationKind {
  return {
    method,
    rubric,
    question: (task) => ({ prompt, values: { passage: task.passages[0]!.text }, shape: () => written }),
    candidate: (raw, task, scene) => {
      const parsed = written.safeParse(raw);
      if (!parsed.success) return null;
      const { text } = parsed.data;
      const source = task.passages[0]!.text;
      return {
        draft: {
          messages: [
            { role: 'user', content: `${instruction[scene.language]}\n\n${source}` },
            { role: 'assistant', content: text },
          ],
          label: null,
        },
        question: source,
        written: text,
        faithful: hasNoNewFacts(text, source) && fits(text, source),
        facts: {},
        // There are many good texts: that a second one differs says nothing.
        again: null,
        judged: { source, result: text },
      };
    },
  };
}

/** 主旨 from 說明. */
export const documentSubjects = textFrom(
  'document_subjects',
  SUBJECT,
  {
    'zh-TW': '請依下列公文的說明撰寫主旨。',
    en: 'Write the subject of this official letter from its explanation.',
  },
  {
    'zh-TW': '「結果」是符合「來源」說明的公文主旨：一句話、目的與期望清楚、用語得體，沒有來源以外的事實。',
    en: 'The result is a fitting subject for the explanation in the source: one sentence, clear in purpose and request, with no fact from elsewhere.',
  },
);

/** 說明 from 主旨. */
export const documentExplanations = textFrom(
  'document_explanations',
  EXPLANATION,
  {
    'zh-TW': '請依下列公文的主旨撰寫說明。',
    en: 'Write the explanation of this official letter from its subject.',
  },
  {
    'zh-TW': '「結果」是符合「來源」主旨的公文說明：緣由與辦理方式清楚、用語得體，沒有編造的事實。',
    en: 'The result is a fitting explanation for the subject in the source: clear in reasons and in what is to be done, with nothing made up.',
  },
);

/** A summary, shorter than its source. */
export const documentSummaries = textFrom(
  'document_summaries',
  SUMMARY,
  { 'zh-TW': '請摘要下列文字。', en: 'Summarise the following text.' },
  {
    'zh-TW': '「結果」是「來源」的摘要：涵蓋最重要的內容、精簡、正確，沒有來源以外的事實。',
    en: 'The result summarises the source: it holds what matters most, is short and right, and has no fact from elsewhere.',
  },
  (text, source) => text.length < source.length,
);
