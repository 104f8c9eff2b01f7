import type { Row } from '../../containers/container.ts';
import { type RowContext, refuseTurns, type WrittenRecord } from '../written-record.ts';
import { writeTurns } from './turns.ts';

/** How many messages are the prompt: as many as before, else all but the answer. */
export function promptLength({ form, messages }: WrittenRecord): number {
  const known = form.prompt !== undefined && form.prompt >= 0 && form.prompt <= messages.length;
  return known ? form.prompt! : messages.length - 1;
}

/** True where prompt and answer can be written as mere texts, and were not lists before. */
export function isPlainPair({ messages, notes, form }: WrittenRecord): boolean {
  return (
    form.prompt === undefined &&
    messages.length === 2 &&
    messages[0]!.role === 'user' &&
    messages[1]!.role === 'assistant' &&
    notes.size === 0
  );
}

/** The prompt and the answer: two texts, or two lists of messages. */
export function writePair(
  record: WrittenRecord,
  prompt: number,
  context: RowContext,
): [string | Row[], string | Row[]] {
  const { messages, form } = record;
  if (messages.at(-1)?.role !== 'assistant') refuseTurns(record, context);
  if (isPlainPair(record)) return [messages[0]!.content, messages[1]!.content];
  const style = form.style ?? 'role';
  return [writeTurns(record, style, 0, prompt), writeTurns(record, style, prompt)];
}
