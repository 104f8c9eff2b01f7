import type { FaultList } from '../faults.ts';
import type { FieldReader } from './field-reader.ts';
import type { Form } from './form.ts';
import { listOf } from './list-of.ts';
import { formOf, joined } from './turn-form.ts';
import { TurnReader, type Turns } from './turns.ts';

/** A prompt and its answer as one conversation. */
export interface Pair {
  readonly turns: Turns;
  readonly form: Form | null;
}

/** Reads a prompt and an answer: both texts, or both lists of messages. */
export class Pairs {
  readonly #fields: FieldReader;
  readonly turns: TurnReader;

  constructor(fields: FieldReader, faults: FaultList) {
    this.#fields = fields;
    this.turns = new TurnReader(fields, faults);
  }

  /** The pair, or null after noting what is wrong with one of them. */
  read(
    prompt: unknown,
    promptField: string,
    answer: unknown,
    answerField: string,
    line: number,
  ): Pair | null {
    return listOf(prompt) !== null || (Array.isArray(answer) && typeof prompt !== 'string')
      ? this.#lists(prompt, promptField, answer, answerField, line)
      : this.#texts(prompt, promptField, answer, answerField, line);
  }

  #texts(
    prompt: unknown,
    promptField: string,
    answer: unknown,
    answerField: string,
    line: number,
  ): Pair | null {
    const question = this.#fields.required(prompt, promptField, line);
    const reply = this.#fields.required(answer, answerField, line);
    if (question === null || reply === null) return null;
    const messages = [
      { role: 'user', content: question },
      { role: 'assistant', content: reply },
    ] as const;
    return { turns: { messages, notes: [], style: 'role' }, form: null };
  }

  #lists(
    prompt: unknown,
    promptField: string,
    answer: unknown,
    answerField: string,
    line: number,
  ): Pair | null {
    const before = this.turns.read(prompt, promptField, line, 'role');
    const after = this.turns.read(answer, answerField, line, 'role');
    if (before === null || after === null) return null;
    const turns = joined(before, after);
    if (!this.turns.checkEnd(turns.messages, answerField, line)) return null;
    return { turns, form: { ...formOf(turns, 'role'), prompt: before.messages.length } };
  }
}
