import type { Row } from '../containers/container.ts';
import type { FaultList } from '../faults.ts';
import type { FieldReader } from './field-reader.ts';
import type { Form } from './form.ts';
import type { Format, FormatReader, FormatRecord } from './format.ts';
import { listOf } from './list-of.ts';
import { formOf, joined, labelOf } from './turn-form.ts';
import { TurnReader, type Turns } from './turns.ts';

/** Keys of the conversation, the usual one first. */
const LISTS = ['conversations', 'conversation', 'messages'] as const;

/** ShareGPT: `conversations` of `{from, value}`, and optionally `system`. */
export const sharegpt: Format = {
  keys: new Set([...LISTS, 'system']),
  required: [LISTS],
  question: 'conversations',
  answer: 'conversations',
  recognises: (keys, row) =>
    keys.has('conversations') || keys.has('conversation') || (row !== null && saysFrom(row.messages)),
  open: (fields, faults) => new SharegptReader(fields, faults),
};

/** Messages that name their speaker as ShareGPT does. */
function saysFrom(messages: unknown): boolean {
  const first = listOf(messages)?.[0];
  return typeof first === 'object' && first !== null && 'from' in first && !('role' in first);
}

class SharegptReader implements FormatReader {
  readonly #fields: FieldReader;
  readonly #turns: TurnReader;
  /** The file's own key for the conversation, from its first row. */
  #list: (typeof LISTS)[number] | null = null;
  #keys: ReadonlySet<string> = new Set();

  constructor(fields: FieldReader, faults: FaultList) {
    this.#fields = fields;
    this.#turns = new TurnReader(fields, faults);
  }

  get keys(): ReadonlySet<string> {
    return this.#keys;
  }

  read(row: Row, line: number): FormatRecord | null {
    if (this.#list === null) {
      this.#list = LISTS.find((key) => key in row) ?? 'conversations';
      this.#keys = new Set([this.#list, 'system']);
    }
    const list = this.#list;
    const conversation = this.#turns.read(row[list], list, line, 'from');
    const system = this.#fields.optional(row.system, 'system', line);
    if (conversation === null || system === null) return null;
    if (!this.#turns.checkEnd(conversation.messages, list, line)) return null;
    const turns =
      system === undefined ? conversation : joined(systemTurn(system, conversation), conversation);
    const written = formOf(turns, 'from');
    const blank = system === undefined && row.system !== undefined ? { system: row.system } : null;
    const form: Form | null =
      written !== null || list !== 'conversations' || system !== undefined || blank !== null
        ? {
            ...written,
            ...(list !== 'conversations' && { list }),
            ...(system !== undefined && { system: true }),
            ...(blank !== null && { blank }),
          }
        : null;
    const { messages } = turns;
    return { messages, label: labelOf(turns), instructed: true, ...(form && { form }) };
  }
}

function systemTurn(content: string, { style }: Turns): Turns {
  return { messages: [{ role: 'system', content }], notes: [], style };
}
