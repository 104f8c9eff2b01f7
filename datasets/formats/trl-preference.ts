import type { Row } from '../containers/container.ts';
import type { FaultList } from '../faults.ts';
import type { FieldReader } from './field-reader.ts';
import type { Format, FormatReader, FormatRecord } from './format.ts';
import { listOf } from './list-of.ts';
import { type Pair, Pairs, recordOf } from './pairs.ts';
import { formOf } from './turn-form.ts';

const KEYS: ReadonlySet<string> = new Set(['prompt', 'chosen', 'rejected']);

/**
 * Preference pairs as TRL takes them: `prompt`, `chosen` and `rejected`, all texts or all lists of messages; lists may
 * hold the prompt themselves. The chosen answer is the record's, the rejected one is kept as it is under `rejected`.
 */
export const trlPreference: Format = {
  keys: KEYS,
  required: [['chosen'], ['rejected']],
  question: 'prompt',
  answer: 'chosen',
  recognises: (keys) => keys.has('chosen') || keys.has('rejected'),
  open: (fields, faults) => new TrlPreferenceReader(fields, faults),
};

class TrlPreferenceReader implements FormatReader {
  readonly keys = KEYS;
  readonly #pairs: Pairs;

  constructor(fields: FieldReader, faults: FaultList) {
    this.#pairs = new Pairs(fields, faults);
  }

  read({ prompt, chosen, rejected }: Row, line: number): FormatRecord | null {
    const alone = (prompt === undefined || prompt === null) && listOf(chosen) !== null;
    const pair = alone
      ? this.#whole(chosen, line)
      : this.#pairs.read([prompt, 'prompt'], [chosen, 'chosen'], line);
    const lists = listOf(chosen) !== null;
    const other = lists
      ? this.#pairs.turns.read(rejected, 'rejected', line, 'role')
      : this.#pairs.fields.required(rejected, 'rejected', line);
    if (pair === null || other === null) return null;
    return recordOf(pair, { rejected: lists ? listOf(rejected) : other });
  }

  /** A chosen conversation that holds its prompt. */
  #whole(chosen: unknown, line: number): Pair | null {
    const turns = this.#pairs.turns.read(chosen, 'chosen', line, 'role');
    if (turns === null || !this.#pairs.turns.checkEnd(turns.messages, 'chosen', line)) return null;
    return { turns, form: { ...formOf(turns, 'role'), prompt: -1 } };
  }
}
