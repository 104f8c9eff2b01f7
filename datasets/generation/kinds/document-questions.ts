import { z } from 'zod';
import { squeeze } from '../../fingerprint/content.ts';
import { spanOf } from '../filters/span.ts';
import type { GenerationKind } from '../kind.ts';
import { ANSWER_QUESTION, ASK_QUESTION } from '../prompts/document-prompts.ts';

const asked = z.strictObject({
  question: z.string().trim().min(4).max(1000),
  answer: z.string().trim().min(1).max(1000),
});
const answered = z.strictObject({ answer: z.string().max(1000) });
/** Shares of characters that two answers must have in common where neither is the other. */
const AGREE_FROM = 0.8;

/** Questions with the answer's place in the source. */
export const documentQuestions: GenerationKind = {
  method: 'document_questions',
  rubric: {
    'zh-TW': '「結果」的問題清楚、只看「來源」就能回答，而且答案正確、完整、是唯一的答案。',
    en: 'The question of the result is clear and can be answered from the source alone, and the answer is right, whole, and the only one.',
  },
  question: (task) => ({
    prompt: ASK_QUESTION,
    values: { passage: task.passages[0]!.text },
    shape: () => asked,
  }),
  candidate: (raw, task) => {
    const parsed = asked.safeParse(raw);
    if (!parsed.success) return null;
    const { question, answer } = parsed.data;
    const passage = task.passages[0]!;
    const span = spanOf(answer, passage.text);
    const place = span && { start: passage.start + span.start, end: passage.start + span.end };
    return {
      draft: {
        messages: [
          { role: 'user', content: `${question}\n\n${passage.text}` },
          { role: 'assistant', content: answer },
        ],
        label: null,
      },
      question,
      written: question,
      faithful: span !== null && core(answer) !== '' && !question.includes(answer),
      facts: { span: place },
      again: {
        question: {
          prompt: ANSWER_QUESTION,
          values: { passage: passage.text, question },
          shape: () => answered,
        },
        agrees: (again) => {
          const second = answered.safeParse(again);
          return second.success && agree(second.data.answer, answer);
        },
      },
      judged: { source: passage.text, result: `${question}\n${answer}` },
    };
  },
};

/** Whether two answers are the same but for space, case and punctuation, or nearly (Dice's measure over characters). */
function agree(one: string, other: string): boolean {
  const [a, b] = [core(one), core(other)];
  if (a === '' || b === '') return false;
  if (a === b) return true;
  const rest = [...b];
  let common = 0;
  for (const character of a) {
    const at = rest.indexOf(character);
    if (at < 0) continue;
    rest.splice(at, 1);
    common += 1;
  }
  return (2 * common) / ([...a].length + [...b].length) >= AGREE_FROM;
}

function core(text: string): string {
  return squeeze(
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\p{P}\p{S}]/gu, ''),
  );
}
