import { z } from 'zod';
import type { Language } from '../../../pipeline/contracts/names.ts';
import { spanOf } from '../filters/span.ts';
import type { GenerationKind } from '../kind.ts';
import { TERMS } from '../prompts/document-prompts.ts';

const TYPES = ['person', 'organisation', 'place', 'date', 'law', 'term'] as const;
const listed = z.strictObject({
  terms: z
    .array(z.strictObject({ text: z.string().trim().min(1).max(200), type: z.enum(TYPES) }))
    .min(1)
    .max(50),
});
type Term = z.output<typeof listed>['terms'][number];

/** Terms that both lists must have in common, as a share of all. */
const AGREE_FROM = 0.5;

const INSTRUCTION: Readonly<Record<Language, string>> = {
  'zh-TW': `請列出下列文字中的專有名詞與類型（${TYPES.join('、')}），以 JSON 回答。`,
  en: `List the terms and entities of the following text with their types (${TYPES.join(', ')}), as JSON.`,
};

/** Terms and entities, each with its places in the source. */
export const documentTerms: GenerationKind = {
  method: 'document_terms',
  rubric: {
    'zh-TW': '「結果」列出了「來源」中重要的專有名詞，每個的類型都正確，沒有把一般詞語列進來。',
    en: 'The result lists the important terms and entities of the source, each with the right type, and no ordinary words.',
  },
  question: (task) => ({ prompt: TERMS, values: { passage: task.passages[0]!.text }, shape: () => listed }),
  candidate: (raw, task, scene) => {
    const parsed = listed.safeParse(raw);
    if (!parsed.success) return null;
    const passage = task.passages[0]!;
    const { terms } = parsed.data;
    const spans = terms.map(({ text }) => spanOf(text, passage.text));
    const keys = new Set(terms.map(keyOf));
    return {
      draft: {
        messages: [
          { role: 'user', content: `${INSTRUCTION[scene.language]}\n\n${passage.text}` },
          { role: 'assistant', content: JSON.stringify(terms) },
        ],
        label: null,
      },
      question: passage.text,
      written: passage.text,
      faithful: spans.every((span) => span !== null) && keys.size === terms.length,
      facts: {
        spans: spans.map(
          (span) => span && { start: passage.start + span.start, end: passage.start + span.end },
        ),
      },
      again: {
        question: { prompt: TERMS, values: { passage: passage.text }, shape: () => listed },
        agrees: (again) => {
          const second = listed.safeParse(again);
          if (!second.success) return false;
          const others = new Set(second.data.terms.map(keyOf));
          const common = [...keys].filter((key) => others.has(key)).length;
          return common / (keys.size + others.size - common) >= AGREE_FROM;
        },
      },
      judged: { source: passage.text, result: terms.map(({ text, type }) => `${text} (${type})`).join('\n') },
    };
  },
};

function keyOf({ text, type }: Term): string {
  return `${type} ${text}`;
}
