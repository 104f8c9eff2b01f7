import { nameIn } from './json-objects.ts';

/** How answers, and what was asked, stand in a line of JSON. */
export interface AnswerForm {
  /** An answer as text; null where the value is none. */
  answer(value: unknown): string | null;
  /** What was asked about; null where the line does not say. */
  text(columns: Readonly<Record<string, unknown>>): string | null;
}

/** An answer is a label: a text, a number or a truth value. */
export const LABELS: AnswerForm = {
  answer: nameIn,
  text: ({ text, input, instruction }) => nameIn(text) ?? nameIn(input) ?? nameIn(instruction),
};

/** An answer is written: a text, or the list or object that the text would be. A question stands before what it is about. */
export const WRITTEN: AnswerForm = {
  answer: (value) =>
    nameIn(value) ?? (typeof value === 'object' && value !== null ? JSON.stringify(value) : null),
  text: ({ text, question, instruction, context, input }) => {
    const parts = [question ?? instruction, context ?? input].map(nameIn).filter((part) => part);
    return nameIn(text) ?? (parts.length === 0 ? null : parts.join('\n\n'));
  },
};
