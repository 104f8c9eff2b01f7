import { type FaultList, jsonType } from '../faults.ts';

/** Characters that no text of ours may hold: NUL, and halves of surrogate pairs (`u`: whole pairs do not match). */
const FORBIDDEN = /[\0\p{Cs}]/u;
/** Cheaper first look: without any of these units the pattern above cannot match. */
const SUSPECT = /[\0\ud800-\udfff]/;

/** Reads single fields of rows, noting what is wrong with them. Every text comes out in Unicode form NFC. */
export class FieldReader {
  readonly #faults: FaultList;

  constructor(faults: FaultList) {
    this.#faults = faults;
  }

  /** A text that must be there. Faults (null is returned): `INPUT_MISSING_FIELD` and those of `checked`. */
  required(value: unknown, field: string, line: number): string | null {
    if (typeof value === 'string') return this.checked(value, field, line);
    if (value === undefined) {
      this.#faults.add('INPUT_MISSING_FIELD', { line, field, params: { field }, expected: 'string' });
    } else {
      this.wrongType(value, 'string', field, line);
    }
    return null;
  }

  /** A text that may be absent (or null, or blank): then undefined. A fault gives null. */
  optional(value: unknown, field: string, line: number): string | undefined | null {
    if (value === undefined || value === null) return undefined;
    const text = this.required(value, field, line);
    return text !== null && text.trim() === '' ? undefined : text;
  }

  /** The text in NFC. Faults (null is returned): `INPUT_NUL`, `INPUT_BROKEN_TEXT`. */
  checked(text: string, field: string, line: number): string | null {
    if (SUSPECT.test(text) && FORBIDDEN.test(text)) {
      const nul = text.includes('\0');
      this.#faults.add(nul ? 'INPUT_NUL' : 'INPUT_BROKEN_TEXT', {
        line,
        field,
        ...(nul ? { found: 'U+0000' } : { params: { field } }),
      });
      return null;
    }
    return text.normalize('NFC');
  }

  wrongType(value: unknown, expected: string, field: string, line: number): void {
    this.#faults.add('INPUT_WRONG_TYPE', {
      line,
      field,
      params: { field },
      expected,
      found: jsonType(value),
    });
  }
}
