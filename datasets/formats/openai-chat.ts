import type { Message } from '../../pipeline/contracts/record.ts';
import type { Row } from '../containers/container.ts';
import { excerpt } from '../excerpt.ts';
import type { FaultList } from '../faults.ts';
import type { FieldReader } from './field-reader.ts';
import type { Format, FormatReader, FormatRecord } from './format.ts';

/** OpenAI chat: `messages` of `{role, content}`; the last one, the assistant's, is the answer to be learnt. */
export const openaiChat: Format = {
  keys: new Set(['messages']),
  required: [['messages']],
  question: 'messages',
  answer: 'messages',
  recognises: (keys) => keys.has('messages'),
  open: (fields, faults) => new OpenaiChatReader(fields, faults),
};

/** Roles by the names that files use; `developer` is the newer name of `system`. Turns of tools cannot be trained on yet. */
const ROLES: ReadonlyMap<unknown, Message['role']> = new Map([
  ['system', 'system'],
  ['developer', 'system'],
  ['user', 'user'],
  ['assistant', 'assistant'],
]);

class OpenaiChatReader implements FormatReader {
  readonly #fields: FieldReader;
  readonly #faults: FaultList;

  constructor(fields: FieldReader, faults: FaultList) {
    this.#fields = fields;
    this.#faults = faults;
  }

  read({ messages: value }: Row, line: number): FormatRecord | null {
    if (!Array.isArray(value)) {
      if (value === undefined) this.#fields.required(value, 'messages', line);
      else this.#fields.wrongType(value, '[{role, content}, …]', 'messages', line);
      return null;
    }
    const messages: Message[] = [];
    const extras: unknown[] = [];
    for (let i = 0; i < value.length; i++) {
      const message = this.#message(value[i], i, line);
      if (message === null) return null;
      messages.push(message);
      const extra = furtherKeys(value[i] as Row);
      if (extra !== null) extras.push({ message: i, ...extra });
    }
    const answer = messages.at(-1);
    if (answer?.role !== 'assistant' || !messages.some(({ role }) => role === 'user')) {
      const found = excerpt(messages.map(({ role }) => role).join(', '));
      this.#faults.add('INPUT_CHAT_TURNS', {
        line,
        field: 'messages',
        expected: '…, user, assistant',
        found,
      });
      return null;
    }
    return {
      messages,
      label: answer.content.trim(),
      instructed: true,
      ...(extras.length > 0 && { extra: { messages: extras } }),
    };
  }

  #message(value: unknown, index: number, line: number): Message | null {
    const field = `messages[${index}]`;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.#fields.wrongType(value, '{role, content}', field, line);
      return null;
    }
    const { role: name, content: text } = value as Row;
    const role = ROLES.get(name);
    if (role === undefined) {
      if (typeof name !== 'string') {
        this.#fields.required(name, `${field}.role`, line);
        return null;
      }
      const found = excerpt(name);
      this.#faults.add('INPUT_CHAT_ROLE', {
        line,
        field: `${field}.role`,
        params: { role: found },
        expected: 'system, user, assistant',
        found,
      });
      return null;
    }
    const content = this.#fields.required(text, `${field}.content`, line);
    return content === null ? null : { role, content };
  }
}

/** What a message holds beside role and content (`weight`, `name`, …), kept so that nothing is lost; or null. */
function furtherKeys(message: Row): Row | null {
  let extra: Record<string, unknown> | null = null;
  for (const key of Object.keys(message)) {
    if (key === 'role' || key === 'content') continue;
    extra ??= Object.create(null) as Record<string, unknown>;
    extra[key] = message[key];
  }
  return extra;
}
