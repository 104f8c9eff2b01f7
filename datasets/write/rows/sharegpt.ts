import type { RowWriter } from './row-writer.ts';
import { writeTurns } from './turns.ts';

/** `conversations`, under the key and with the `system` beside it that the record came with. */
export const sharegptRow: RowWriter = (record) => {
  const { form, messages } = record;
  const system = form.system === true && messages[0]?.role === 'system' ? messages[0].content : undefined;
  return {
    ...form.blank,
    ...(system !== undefined && { system }),
    [form.list ?? 'conversations']: writeTurns(record, form.style ?? 'from', system === undefined ? 0 : 1),
  };
};
