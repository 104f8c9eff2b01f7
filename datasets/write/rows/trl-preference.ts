import { refuseTurns } from '../written-record.ts';
import { isPlainPair, promptLength, writePair } from './pair.ts';
import { rejectedText, rejectedTurns, takeRejected } from './rejected.ts';
import type { RowWriter } from './row-writer.ts';
import { writeTurns } from './turns.ts';

/** `prompt`, `chosen` and `rejected`: texts, or lists of messages, which may hold the prompt as before. */
export const trlPreferenceRow: RowWriter = (record, context) => {
  const rejected = takeRejected(record, context);
  if (record.form.prompt === -1) {
    if (record.messages.at(-1)?.role !== 'assistant') refuseTurns(record, context);
    return { chosen: writeTurns(record, record.form.style ?? 'role'), rejected };
  }
  const length = promptLength(record);
  const [prompt, chosen] = writePair(record, length, context);
  const text = rejectedText(rejected);
  if (isPlainPair(record) && text !== null) return { prompt, chosen, rejected: text };
  const lists = typeof prompt === 'string' || typeof chosen === 'string';
  return {
    prompt: lists ? writeTurns(record, 'role', 0, length) : prompt,
    chosen: lists ? writeTurns(record, 'role', length) : chosen,
    rejected: record.form.format === undefined ? rejectedTurns(rejected, length) : rejected,
  };
};
