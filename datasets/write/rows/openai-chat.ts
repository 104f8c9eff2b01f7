import type { RowWriter } from './row-writer.ts';
import { writeTurns } from './turns.ts';

/** `messages`, and beside it `tools` as a further column. */
export const openaiChatRow: RowWriter = (record) => ({
  messages: writeTurns(record, record.form.style ?? 'role'),
});
