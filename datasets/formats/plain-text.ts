import type { Row } from '../containers/container.ts';
import type { FieldReader } from './field-reader.ts';
import type { Format, FormatReader, FormatRecord } from './format.ts';

const KEYS: ReadonlySet<string> = new Set(['text']);

/** Text alone, a question without an answer: what new records can be generated from. Never told by keys. */
export const plainText: Format = {
  keys: KEYS,
  required: [['text']],
  question: 'text',
  answer: null,
  recognises: () => false,
  open: (fields) => new PlainTextReader(fields),
};

class PlainTextReader implements FormatReader {
  readonly keys = KEYS;
  readonly #fields: FieldReader;

  constructor(fields: FieldReader) {
    this.#fields = fields;
  }

  read({ text }: Row, line: number): FormatRecord | null {
    const content = this.#fields.required(text, 'text', line);
    if (content === null) return null;
    return { messages: [{ role: 'user', content }], label: null, instructed: false };
  }
}
