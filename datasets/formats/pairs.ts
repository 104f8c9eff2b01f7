import type { FaultList } from '../faults.ts';
import type { FieldReader } from './field-reader.ts';
import type { Form } from './form.ts';
import type { FormatRecord } from './format.ts';
import { listOf } from './list-of.ts';
import { formOf, joined, labelOf } from './turn-form.ts';
import { TurnReader, type Turns } from './turns.ts';

/** A prompt and its answer as one conversation. */
export interface Pair {
  readonly turns: Turns;
  readonly form: Form | null;
}

/** What every format makes of a pair; `extra` is kept beside the record's own columns. */
export function recordOf({ turns, form }: Pair, extra?: FormatRecord['extra']): FormatRecord {
  return {
    messages: turns.messages,
    label: labelOf(turns),
    instructed: true,
    ...(extra && { extra }),
    ...(form && { form }),
  };
}

/** A value of a row, and the field that it stands in. */
export type Part = readonly [value: unknown, field: string];

/** Reads a prompt and an answer: both texts, or both lists of messages. */
export class Pairs {
  readonly fields: FieldReader;
  readonly turns: TurnReader;

  constructor(fields: FieldReader, faults: FaultList) {
    this.fields = fields;
    this.turns = new TurnReader(fields, faults);
  }

  /** The pair, or null after noting what is wrong with one of them. */
  read(prompt: Part, answer: Part, line: number): Pair | null {
    const lists = listOf(prompt[0]) !== null || (Array.isArray(answer[0]) && typeof prompt[0] !== 'string');
    return lists ? this.lists(prompt, answer, line) : this.#texts(prompt, answer, line);
  }

  #texts(prompt: Part, answer: Part, line: number): Pair | null {
    const question = this.fields.required(...prompt, line);
    const reply = this.fields.required(...answer, line);
    if (question === null || reply === null) return null;
    const messages = [
      { role: 'user', content: question },
      { role: 'assistant', content: reply },
    ] as const;
    return { turns: { messages, notes: [], style: 'role' }, form: null };
  }

  /** A pair of lists of messages, as `read`. */
  lists(prompt: Part, answer: Part, line: number): Pair | null {
    const before = this.turns.read(...prompt, line, 'role');
    const after = this.turns.read(...answer, line, 'role');
    if (before === null || after === null) return null;
    const turns = joined(before, after);
    if (!this.turns.checkEnd(turns.messages, answer[1], line)) return null;
    return { turns, form: { ...formOf(turns, 'role'), prompt: before.messages.length } };
  }
}
