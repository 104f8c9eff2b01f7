import { refuseTurns } from '../written-record.ts';
import type { RowWriter } from './row-writer.ts';

/** `text` alone. */
export const plainTextRow: RowWriter = (record, context) => {
  const { messages } = record;
  if (messages.length !== 1 || messages[0]!.role !== 'user') refuseTurns(record, context);
  return { text: messages[0]!.content };
};
