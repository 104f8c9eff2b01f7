import { dropNotes, refuseTurns } from '../written-record.ts';
import { answerOf } from './alpaca.ts';
import type { RowWriter } from './row-writer.ts';

/** `text` and `label`, or `target` and a number where the record came so. */
export const textLabelRow: RowWriter = (record, context) => {
  const { messages, form } = record;
  const [question, answer] = messages;
  if (messages.length !== 2 || question?.role !== 'user' || answer?.role !== 'assistant') {
    refuseTurns(record, context);
  }
  dropNotes(record, context);
  const label = answerOf(answer.content, record);
  const number = form.number === true && Number.isSafeInteger(Number(label)) ? Number(label) : null;
  return { text: question.content, [form.target === true ? 'target' : 'label']: number ?? label };
};
