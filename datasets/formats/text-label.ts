import type { Row } from '../containers/container.ts';
import type { FieldReader } from './field-reader.ts';
import type { Format, FormatReader, FormatRecord } from './format.ts';

/** Text classification: `text` and `label` (or `target`). Whole numbers are labels too, if every label is one. */
export const textLabel: Format = {
  keys: new Set(['text', 'label', 'target']),
  required: [['text'], ['label', 'target']],
  question: 'text',
  answer: 'label',
  recognises: (keys) => keys.has('text') || keys.has('label') || keys.has('target'),
  open: (fields) => new TextLabelReader(fields),
};

class TextLabelReader implements FormatReader {
  readonly #fields: FieldReader;
  #numbers: boolean | null = null;
  /** The file's own name for the answer, from its first row. */
  #answer: 'label' | 'target' | null = null;

  constructor(fields: FieldReader) {
    this.#fields = fields;
  }

  read(row: Row, line: number): FormatRecord | null {
    this.#answer ??= 'target' in row && !('label' in row) ? 'target' : 'label';
    const text = this.#fields.required(row.text, 'text', line);
    const answer = this.#label(row[this.#answer], this.#answer, line);
    if (text === null || answer === null) return null;
    const unused = this.#answer === 'label' ? 'target' : 'label';
    return {
      messages: [
        { role: 'user', content: text },
        { role: 'assistant', content: answer },
      ],
      label: answer.trim(),
      instructed: false,
      ...(row[unused] !== undefined && { extra: { [unused]: row[unused] } }),
    };
  }

  #label(value: unknown, field: string, line: number): string | null {
    const number = Number.isSafeInteger(value);
    if (!number && typeof value !== 'string') {
      this.#fields.required(value, field, line);
      return null;
    }
    this.#numbers ??= number;
    if (this.#numbers !== number) {
      const expected = this.#numbers ? 'number' : 'string';
      this.#fields.wrongType(value, expected, field, line);
      return null;
    }
    return number ? String(value) : this.#fields.checked(value as string, field, line);
  }
}
