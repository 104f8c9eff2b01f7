import type { DatasetRecord, Message } from '../../pipeline/contracts/record.ts';

/** The messages of a record that asks something else in the same form: only its `gist`, what stands after the
 *  instruction, is replaced; instruction, system turn and answer stay. */
export function withQuestion(record: DatasetRecord, gist: string, question: string): readonly Message[] {
  const last = record.messages.findLastIndex(({ role }) => role === 'user');
  return record.messages.map((message, at) => {
    if (at !== last) return message;
    const from = message.content.lastIndexOf(gist);
    return { ...message, content: `${message.content.slice(0, from)}${question}` };
  });
}
