import type { Row } from '../containers/container.ts';
import { excerpt } from '../excerpt.ts';
import type { FaultList } from '../faults.ts';
import type { IntakeLimits } from '../limits.ts';
import type { FieldReader } from './field-reader.ts';
import { FORM_KEY, type Form } from './form.ts';

export type SplitName = 'train' | 'validation' | 'test';

/** Names that files give to the splits. */
const SPLITS: ReadonlyMap<string, SplitName> = new Map([
  ['train', 'train'],
  ['training', 'train'],
  ['validation', 'validation'],
  ['valid', 'validation'],
  ['val', 'validation'],
  ['dev', 'validation'],
  ['test', 'test'],
]);

/** Whether a text is a split's own name, and no other one for it. */
export function isSplit(text: string): text is SplitName {
  return SPLITS.get(text) === text;
}

/** Columns that mean the same in every format: `id`, `split`, and whatever else there is. */
export class CommonColumns {
  readonly #fields: FieldReader;
  readonly #faults: FaultList;
  readonly #limits: IntakeLimits;

  constructor(fields: FieldReader, faults: FaultList, limits: IntakeLimits) {
    this.#fields = fields;
    this.#faults = faults;
    this.#limits = limits;
  }

  /** The row's own id as text; undefined when it has none; null after a fault. */
  id(value: unknown, line: number): string | undefined | null {
    if (typeof value === 'number') return String(value);
    return this.#fields.name(value, 'id', line);
  }

  /** The row's split; undefined when it has none; null after a fault. */
  split(value: unknown, line: number): SplitName | undefined | null {
    const text = this.#fields.name(value, 'split', line);
    if (text === undefined || text === null) return text;
    const split = SPLITS.get(text.trim().toLowerCase());
    if (split !== undefined) return split;
    const found = excerpt(text);
    this.#faults.add('INPUT_SPLIT_VALUE', {
      line,
      field: 'split',
      params: { value: found },
      expected: 'train, validation, test',
      found,
    });
    return null;
  }

  /**
   * All columns that nobody has read, as JSON text; null when there are none, undefined after a fault. Values are kept
   * as they are. `known` are the keys that the format has read, `extra` what it wants kept beside them, `form` how the
   * row wrote the rest down.
   */
  meta(
    row: Row,
    known: ReadonlySet<string>,
    extra: Row | undefined,
    form: Form | undefined,
    line: number,
  ): string | null | undefined {
    const keys = Object.keys(row);
    if (keys.length > this.#limits.fields) {
      this.#faults.add('INPUT_TOO_MANY_COLUMNS', { line, params: { limit: this.#limits.fields } });
      return undefined;
    }
    let written = form;
    // Without a prototype, so that a key named `__proto__` is a key like any other.
    let rest: Record<string, unknown> | null = null;
    for (const key of keys) {
      if (known.has(key) || key === 'id' || key === 'split') continue;
      if (!this.#checkDepth(row[key], key, line)) return undefined;
      if (key === FORM_KEY) {
        written = { ...form, column: row[key] };
        continue;
      }
      rest ??= Object.create(null) as Record<string, unknown>;
      rest[key] = row[key];
    }
    if (extra !== undefined) {
      for (const [key, value] of Object.entries(extra)) {
        if (!this.#checkDepth(value, key, line)) return undefined;
      }
      rest = Object.assign(rest ?? (Object.create(null) as Record<string, unknown>), extra);
    }
    if (written !== undefined) {
      for (const note of written.messages ?? []) {
        if (!this.#checkDepth(note.fields, `messages[${note.message}]`, line)) return undefined;
      }
      rest ??= Object.create(null) as Record<string, unknown>;
      rest[FORM_KEY] = written;
    }
    return rest === null ? null : JSON.stringify(rest);
  }

  #checkDepth(value: unknown, field: string, line: number): boolean {
    if (typeof value !== 'object' || value === null) return true;
    if (!deeperThan(value, this.#limits.depth)) return true;
    this.#faults.add('INPUT_TOO_DEEP', { line, field, params: { field, limit: this.#limits.depth } });
    return false;
  }
}

function deeperThan(value: object, levels: number): boolean {
  if (levels === 0) return true;
  return Object.values(value).some(
    (inner) => typeof inner === 'object' && inner !== null && deeperThan(inner, levels - 1),
  );
}
