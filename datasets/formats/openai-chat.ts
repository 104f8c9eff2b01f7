import type { Row } from '../containers/container.ts';
import type { FaultList } from '../faults.ts';
import type { FieldReader } from './field-reader.ts';
import type { Format, FormatReader, FormatRecord } from './format.ts';
import { formOf, labelOf } from './turn-form.ts';
import { TurnReader } from './turns.ts';

const KEYS: ReadonlySet<string> = new Set(['messages']);

/**
 * OpenAI chat: `messages` of `{role, content}`; the last one, the assistant's, is the answer to be learnt. Tools, tool
 * calls and weights are kept as they are.
 */
export const openaiChat: Format = {
  keys: KEYS,
  required: [['messages']],
  question: 'messages',
  answer: 'messages',
  recognises: (keys) => keys.has('messages'),
  open: (fields, faults) => new OpenaiChatReader(fields, faults),
};

class OpenaiChatReader implements FormatReader {
  readonly keys = KEYS;
  readonly #turns: TurnReader;

  constructor(fields: FieldReader, faults: FaultList) {
    this.#turns = new TurnReader(fields, faults);
  }

  read({ messages: value }: Row, line: number): FormatRecord | null {
    const turns = this.#turns.read(value, 'messages', line, 'role');
    if (turns === null || !this.#turns.checkEnd(turns.messages, 'messages', line)) return null;
    const { messages } = turns;
    const form = formOf(turns, 'role');
    return { messages, label: labelOf(turns), instructed: true, ...(form && { form }) };
  }
}
