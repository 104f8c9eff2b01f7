import type { Row } from '../containers/container.ts';
import type { FaultList } from '../faults.ts';
import type { FieldReader } from './field-reader.ts';
import type { Format, FormatReader, FormatRecord } from './format.ts';
import { listOf, objectOf } from './list-of.ts';
import { formOf, joined, labelOf } from './turn-form.ts';
import { TurnReader } from './turns.ts';

const KEYS: ReadonlySet<string> = new Set(['input', 'preferred_output', 'non_preferred_output']);

/**
 * Preference pairs as OpenAI takes them: `input` with messages (and tools), `preferred_output` and
 * `non_preferred_output`. The preferred answer is the record's; the other one is kept as it is under `rejected`.
 */
export const openaiPreference: Format = {
  keys: KEYS,
  required: [['input'], ['preferred_output'], ['non_preferred_output']],
  question: 'input',
  answer: 'preferred_output',
  recognises: (keys) => keys.has('preferred_output') || keys.has('non_preferred_output'),
  open: (fields, faults) => new OpenaiPreferenceReader(fields, faults),
};

class OpenaiPreferenceReader implements FormatReader {
  readonly keys = KEYS;
  readonly #fields: FieldReader;
  readonly #turns: TurnReader;

  constructor(fields: FieldReader, faults: FaultList) {
    this.#fields = fields;
    this.#turns = new TurnReader(fields, faults);
  }

  read(row: Row, line: number): FormatRecord | null {
    const input = objectOf(row.input);
    if (input === null) {
      if (row.input === undefined) this.#fields.required(undefined, 'input', line);
      else this.#fields.wrongType(row.input, '{messages: […]}', 'input', line);
      return null;
    }
    const { messages: asked, ...inside } = input;
    const prompt = this.#turns.read(asked, 'input.messages', line, 'role');
    const preferred = this.#turns.read(row.preferred_output, 'preferred_output', line, 'role');
    const other = this.#turns.read(row.non_preferred_output, 'non_preferred_output', line, 'role');
    if (prompt === null || preferred === null || other === null) return null;
    const turns = joined(prompt, preferred);
    if (!this.#turns.checkEnd(turns.messages, 'preferred_output', line)) return null;
    const names = Object.keys(inside);
    const twice = names.find((name) => name in row);
    if (twice !== undefined) {
      this.#fields.wrongType(row[twice], `input.${twice}`, twice, line);
      return null;
    }
    return {
      messages: turns.messages,
      label: labelOf(turns),
      instructed: true,
      extra: { rejected: listOf(row.non_preferred_output), ...inside },
      form: {
        ...formOf(turns, 'role'),
        prompt: prompt.messages.length,
        ...(names.length > 0 && { inside: names }),
      },
    };
  }
}
