import type { Message } from '../../../pipeline/contracts/record.ts';
import type { Row } from '../../containers/container.ts';
import type { Form } from '../../formats/form.ts';
import { dropNotes, refuseTurns, type WrittenRecord } from '../written-record.ts';
import type { RowWriter } from './row-writer.ts';

/** `instruction`, `input` and `output`; earlier turns as `history`. */
export const alpacaRow: RowWriter = (record, context) => {
  const { messages, form } = record;
  const system = messages[0]?.role === 'system' ? messages[0].content : undefined;
  const pairs = pairsOf(system === undefined ? messages : messages.slice(1));
  if (pairs === null) refuseTurns(record, context);
  dropNotes(record, context);
  const [question, answer] = pairs.at(-1)!;
  return {
    ...questionOf(question, form),
    output: answerOf(answer, record),
    ...form.blank,
    ...(system !== undefined && { system }),
    ...(pairs.length > 1 && { history: pairs.slice(0, -1) }),
  };
};

/** Questions and answers in turn; null where the turns are others. */
function pairsOf(messages: readonly Message[]): [string, string][] | null {
  const pairs: [string, string][] = [];
  for (let i = 0; i < messages.length; i += 2) {
    const [question, answer] = [messages[i]!, messages[i + 1]];
    if (question.role !== 'user' || answer?.role !== 'assistant') return null;
    pairs.push([question.content, answer.content]);
  }
  return pairs.length > 0 ? pairs : null;
}

/** Cuts a question into instruction and input where it was cut before, else at its first blank line. */
function questionOf(question: string, form: Form): Row {
  const { instruction, cut, input } = form;
  if (instruction !== undefined) {
    const blank = question.trim() === '';
    return { instruction, ...(input !== null && { input: blank ? (input ?? '') : question }) };
  }
  const known = cut !== undefined && (question.length === cut || question.startsWith('\n\n', cut));
  const at = known ? cut : question.indexOf('\n\n');
  if (at < 0) return { instruction: question, ...(input !== null && { input: input ?? '' }) };
  const rest = question.slice(at + 2);
  if (input === null && rest === '') return { instruction: question.slice(0, at) };
  return { instruction: question.slice(0, at), input: rest === '' ? (input ?? '') : rest };
}

/** The answer as it stands, unless its label was changed since. */
export function answerOf(answer: string, { label }: Pick<WrittenRecord, 'label'>): string {
  return label === null || answer.trim() === label ? answer : label;
}
