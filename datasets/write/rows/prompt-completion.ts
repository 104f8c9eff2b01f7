import { promptLength, writePair } from './pair.ts';
import type { RowWriter } from './row-writer.ts';

/** `prompt` and `completion`, as texts where both are one turn, else as lists of messages. */
export const promptCompletionRow: RowWriter = (record, context) => {
  const [prompt, completion] = writePair(record, promptLength(record), context);
  return { prompt, completion };
};
