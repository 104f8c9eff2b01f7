import type { Row } from '../containers/container.ts';
import type { FaultList } from '../faults.ts';
import type { FieldReader } from './field-reader.ts';
import type { Format, FormatReader, FormatRecord } from './format.ts';
import { listOf, objectOf } from './list-of.ts';
import { Pairs, recordOf } from './pairs.ts';

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
  readonly #pairs: Pairs;

  constructor(fields: FieldReader, faults: FaultList) {
    this.#pairs = new Pairs(fields, faults);
  }

  read(row: Row, line: number): FormatRecord | null {
    const input = objectOf(row.input);
    if (input === null) {
      if (row.input === undefined) this.#pairs.fields.required(undefined, 'input', line);
      else this.#pairs.fields.wrongType(row.input, '{messages: […]}', 'input', line);
      return null;
    }
    const { messages: asked, ...inside } = input;
    const pair = this.#pairs.lists(
      [asked, 'input.messages'],
      [row.preferred_output, 'preferred_output'],
      line,
    );
    const other = this.#pairs.turns.read(row.non_preferred_output, 'non_preferred_output', line, 'role');
    if (pair === null || other === null) return null;
    const names = Object.keys(inside);
    const twice = names.find((name) => name in row);
    if (twice !== undefined) {
      this.#pairs.fields.wrongType(row[twice], `input.${twice}`, twice, line);
      return null;
    }
    const form = { ...pair.form, ...(names.length > 0 && { inside: names }) };
    return recordOf({ ...pair, form }, { rejected: listOf(row.non_preferred_output), ...inside });
  }
}
