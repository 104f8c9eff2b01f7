import type { Message } from '../../pipeline/contracts/record.ts';
import type { Row } from '../containers/container.ts';
import { excerpt } from '../excerpt.ts';
import type { FaultList } from '../faults.ts';
import type { FieldReader } from './field-reader.ts';
import type { TurnNote, TurnStyle } from './form.ts';
import { listOf } from './list-of.ts';
import { roleOf, usualName } from './roles.ts';

/** The turns of a conversation, and what they hold beside role and content. */
export interface Turns {
  readonly messages: readonly Message[];
  readonly notes: readonly TurnNote[];
  readonly style: TurnStyle;
}

const KEYS: Readonly<Record<TurnStyle, readonly [role: string, content: string]>> = {
  role: ['role', 'content'],
  from: ['from', 'value'],
};

/** Reads lists of messages, `{role, content}` or `{from, value}`, told by the first one. */
export class TurnReader {
  readonly #fields: FieldReader;
  readonly #faults: FaultList;

  constructor(fields: FieldReader, faults: FaultList) {
    this.#fields = fields;
    this.#faults = faults;
  }

  /** The turns in `value`, a list or its JSON text; null after a fault. */
  read(value: unknown, field: string, line: number, usual: TurnStyle): Turns | null {
    const list = listOf(value);
    if (list === null) {
      const [role, content] = KEYS[usual];
      if (value === undefined) this.#fields.required(value, field, line);
      else this.#fields.wrongType(value, `[{${role}, ${content}}, …]`, field, line);
      return null;
    }
    const style = styleOf(list[0]) ?? usual;
    const messages: Message[] = [];
    const notes: TurnNote[] = [];
    for (let i = 0; i < list.length; i++) {
      const message = this.#message(list[i], i, `${field}[${i}]`, style, notes, line);
      if (message === null) return null;
      messages.push(message);
    }
    return { messages, notes, style };
  }

  /** Notes a fault unless someone asks and the assistant has the last word. */
  checkEnd(messages: readonly Message[], field: string, line: number): boolean {
    if (messages.at(-1)?.role === 'assistant' && messages.some(({ role }) => role === 'user')) return true;
    const found = excerpt(messages.map(({ role }) => role).join(', '));
    this.#faults.add('INPUT_CHAT_TURNS', { line, field, expected: '…, user, assistant', found });
    return false;
  }

  #message(
    value: unknown,
    index: number,
    field: string,
    style: TurnStyle,
    notes: TurnNote[],
    line: number,
  ): Message | null {
    const [roleKey, contentKey] = KEYS[style];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.#fields.wrongType(value, `{${roleKey}, ${contentKey}}`, field, line);
      return null;
    }
    const { [roleKey]: name, [contentKey]: text, ...rest } = value as Row;
    const role = this.#role(name, `${field}.${roleKey}`, line);
    if (role === null) return null;
    const content = this.#content(text, rest, `${field}.${contentKey}`, line);
    if (content === null) return null;
    const further = Object.keys(rest).length > 0;
    if (further || content.written !== undefined || name !== usualName(role, style)) {
      notes.push({
        message: index,
        ...(name !== usualName(role, style) && { role: name as string }),
        ...(content.written !== undefined && { content: content.written }),
        ...(further && { fields: rest }),
      });
    }
    return { role, content: content.text };
  }

  #role(name: unknown, field: string, line: number): Message['role'] | null {
    const role = roleOf(name);
    if (role !== undefined) return role;
    if (typeof name !== 'string') {
      this.#fields.required(name, field, line);
      return null;
    }
    const found = excerpt(name);
    this.#faults.add('INPUT_CHAT_ROLE', {
      line,
      field,
      params: { role: found },
      expected: 'system, user, assistant, tool',
      found,
    });
    return null;
  }

  /** The text, and how it was written where that was not as a text; null after a fault. */
  #content(
    value: unknown,
    rest: Row,
    field: string,
    line: number,
  ): { text: string; written?: NonNullable<TurnNote['content']> | null } | null {
    if ((value === undefined || value === null) && saysOtherwise(rest)) {
      return { text: '', written: value === null ? null : 'absent' };
    }
    const parts = Array.isArray(value) ? textParts(value) : null;
    const text = this.#fields.required(parts === null ? value : parts.join(''), field, line);
    if (text === null) return null;
    if (parts === null) return { text };
    return { text, written: parts.map((part) => part.normalize('NFC').length) };
  }
}

/** A message without content that calls a tool, or refuses, is whole all the same. */
function saysOtherwise({ tool_calls: calls, function_call: call, refusal }: Row): boolean {
  return (Array.isArray(calls) && calls.length > 0) || isObject(call) || typeof refusal === 'string';
}

/** The texts of content in parts that are nothing but text; else null. */
function textParts(parts: readonly unknown[]): string[] | null {
  const texts: string[] = [];
  for (const part of parts) {
    if (!isObject(part)) return null;
    const { type, text, ...rest } = part;
    if (type !== 'text' || typeof text !== 'string' || Object.keys(rest).length > 0) return null;
    texts.push(text);
  }
  return texts.length > 0 ? texts : null;
}

function styleOf(first: unknown): TurnStyle | null {
  if (!isObject(first)) return null;
  if ('role' in first) return 'role';
  return 'from' in first ? 'from' : null;
}

function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
