import type { Message } from '../../pipeline/contracts/record.ts';
import type { Row } from '../containers/container.ts';
import type { FieldReader } from './field-reader.ts';
import type { Form } from './form.ts';
import type { Format, FormatReader, FormatRecord, PlainPlan } from './format.ts';
import { listOf } from './list-of.ts';

const KEYS: ReadonlySet<string> = new Set(['instruction', 'input', 'output', 'system', 'history']);

/** Alpaca: `instruction, input, output`, and optionally `system` and `history` (`[[question, answer], …]`). */
export const alpaca: Format = {
  keys: KEYS,
  required: [['instruction'], ['output']],
  question: 'input',
  answer: 'output',
  recognises: (keys) => keys.has('instruction') || (keys.has('input') && keys.has('output')),
  open: (fields) => new AlpacaReader(fields),
};

const USUAL_KEYS = ['instruction', 'input', 'output'] as const;

const PLAIN: PlainPlan = {
  turns: [
    { role: 'user', fields: ['instruction', 'input'] },
    { role: 'assistant', fields: ['output'] },
  ],
  label: 'output',
  labelBytes: Number.POSITIVE_INFINITY,
  instructed: true,
  mayBeEmpty: ['input'],
  unbroken: ['instruction'],
  noList: [],
};

class AlpacaReader implements FormatReader {
  readonly keys = KEYS;
  readonly #fields: FieldReader;
  /** Whether the file's records have `input`: all do or none does, else one has lost it. */
  #hasInput: boolean | null = null;
  #lineWithoutInput = 0;

  constructor(fields: FieldReader) {
    this.#fields = fields;
  }

  read(row: Row, line: number): FormatRecord | null {
    const instruction = this.#fields.required(row.instruction, 'instruction', line);
    const input = this.#input(row.input, line);
    const output = this.#fields.required(row.output, 'output', line);
    const system = this.#fields.optional(row.system, 'system', line);
    const history = this.#history(row.history, line);
    if (instruction === null || input === null || output === null || system === null || history === null) {
      return null;
    }
    const instructed = instruction.trim() !== '';
    const question = input.trim() === '' ? instruction : instructed ? `${instruction}\n\n${input}` : input;
    const messages: Message[] = [
      ...(system === undefined ? [] : [{ role: 'system', content: system } as const]),
      ...history,
      { role: 'user', content: question },
      { role: 'assistant', content: output },
    ];
    const form = formOf(row, instruction, input, { system, history });
    return { messages, label: output.trim(), instructed, ...(form && { form }) };
  }

  plain(keys: ReadonlySet<string>): PlainPlan | null {
    const usual = keys.size === USUAL_KEYS.length && USUAL_KEYS.every((key) => keys.has(key));
    return usual && this.#hasInput === true ? PLAIN : null;
  }

  #input(value: unknown, line: number): string | null {
    const has = value !== undefined;
    this.#hasInput ??= has;
    if (!has) {
      this.#lineWithoutInput ||= line;
      return this.#hasInput ? this.#fields.required(value, 'input', line) : '';
    }
    if (!this.#hasInput) {
      // Of two kinds of record the one that lacks the key is named, once.
      this.#hasInput = true;
      this.#fields.required(undefined, 'input', this.#lineWithoutInput);
    }
    return this.#fields.required(value, 'input', line);
  }

  /** Earlier turns, or null after a fault. In a CSV cell they are JSON text. */
  #history(value: unknown, line: number): readonly Message[] | null {
    if (value === undefined || value === null || value === '') return [];
    const pairs = listOf(value);
    if (pairs === null) {
      this.#fields.wrongType(value, '[[string, string], …]', 'history', line);
      return null;
    }
    const turns: Message[] = [];
    for (const [i, pair] of pairs.entries()) {
      const field = `history[${i}]`;
      if (!Array.isArray(pair) || pair.length !== 2) {
        this.#fields.wrongType(pair, '[string, string]', field, line);
        return null;
      }
      const question = this.#fields.required(pair[0], `${field}[0]`, line);
      const answer = this.#fields.required(pair[1], `${field}[1]`, line);
      if (question === null || answer === null) return null;
      turns.push({ role: 'user', content: question }, { role: 'assistant', content: answer });
    }
    return turns;
  }
}

/** What the question and the turns do not show of how the row was written; null for most rows. */
function formOf(
  row: Row,
  instruction: string,
  input: string,
  { system, history }: { readonly system: string | undefined; readonly history: readonly Message[] },
): Form | null {
  const blank = instruction.trim() === '';
  const alone = input.trim() === '';
  const form: { -readonly [K in keyof Form]: Form[K] } = {};
  if (blank) form.instruction = instruction;
  // A question is cut at its first blank line, unless that lies elsewhere.
  else if (instruction.includes('\n\n') || (!alone && instruction.endsWith('\n')))
    form.cut = instruction.length;
  if (row.input === undefined) form.input = null;
  else if (alone && input !== '') form.input = input;
  const lacking: Record<string, unknown> = {};
  if (system === undefined && row.system !== undefined) lacking.system = row.system;
  if (history.length === 0 && row.history !== undefined) lacking.history = row.history;
  if (Object.keys(lacking).length > 0) form.blank = lacking;
  return Object.keys(form).length > 0 ? form : null;
}
