import { longerThan, type Row } from '../containers/container.ts';
import { excerpt } from '../excerpt.ts';
import type { FaultList } from '../faults.ts';
import type { IntakeLimits } from '../limits.ts';
import type { FieldReader } from './field-reader.ts';
import type { Form } from './form.ts';
import type { Format, FormatReader, FormatRecord, PlainPlan } from './format.ts';

/** Text classification: `text` and `label` (or `target`). Whole numbers are labels too, if every label is one. */
export const textLabel: Format = {
  keys: new Set(['text', 'label', 'target']),
  required: [['text'], ['label', 'target']],
  question: 'text',
  answer: 'label',
  recognises: (keys) => keys.has('text') || keys.has('label') || keys.has('target'),
  open: (fields, faults, limits) => new TextLabelReader(fields, faults, limits),
};

const LABEL_KEYS: ReadonlySet<string> = new Set(['text', 'label']);
const TARGET_KEYS: ReadonlySet<string> = new Set(['text', 'target']);

const NUMBER: Form = { number: true };
const TARGET: Form = { target: true };
const TARGET_NUMBER: Form = { target: true, number: true };

const PLAIN: Omit<PlainPlan, 'labelBytes'> = {
  turns: [
    { role: 'user', fields: ['text'] },
    { role: 'assistant', fields: ['label'] },
  ],
  label: 'label',
  instructed: false,
  mayBeEmpty: [],
  unbroken: [],
  noList: [],
};

class TextLabelReader implements FormatReader {
  readonly #fields: FieldReader;
  readonly #faults: FaultList;
  readonly #limits: IntakeLimits;
  #numbers: boolean | null = null;
  /** The file's own name for the answer, from its first row. */
  #answer: 'label' | 'target' | null = null;

  constructor(fields: FieldReader, faults: FaultList, limits: IntakeLimits) {
    this.#fields = fields;
    this.#faults = faults;
    this.#limits = limits;
  }

  get keys(): ReadonlySet<string> {
    return this.#answer === 'target' ? TARGET_KEYS : LABEL_KEYS;
  }

  read(row: Row, line: number): FormatRecord | null {
    this.#answer ??= 'target' in row && !('label' in row) ? 'target' : 'label';
    const text = this.#fields.required(row.text, 'text', line);
    const answer = this.#label(row[this.#answer], this.#answer, line);
    if (text === null || answer === null) return null;
    const target = this.#answer === 'target';
    const form = this.#numbers ? (target ? TARGET_NUMBER : NUMBER) : target ? TARGET : null;
    return {
      messages: [
        { role: 'user', content: text },
        { role: 'assistant', content: answer },
      ],
      label: answer.trim(),
      instructed: false,
      ...(form && { form }),
    };
  }

  plain(keys: ReadonlySet<string>): PlainPlan | null {
    if (keys.size !== 2 || !keys.has('text') || !keys.has('label')) return null;
    return this.#answer === 'label' && this.#numbers === false
      ? { ...PLAIN, labelBytes: this.#limits.labelBytes }
      : null;
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
    const label = number ? String(value) : this.#fields.text(value as string, field, line);
    if (label === null || !longerThan(label, this.#limits.labelBytes)) return label;
    const params = { bytes: Buffer.byteLength(label), limit: this.#limits.labelBytes };
    this.#faults.add('INPUT_LABEL_TOO_LONG', { line, field, params, found: excerpt(label) });
    return null;
  }
}
