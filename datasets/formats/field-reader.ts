import { type FaultList, jsonType } from '../faults.ts';
import { detectMojibake } from '../text/mojibake/detect.ts';
import { normaliseForms } from '../text/normalise/normalise.ts';

/** Characters that no text of ours may hold: NUL, and halves of surrogate pairs (`u`: whole pairs do not match). */
const FORBIDDEN = /[\0\p{Cs}]/u;
/**
 * Characters that do not show, or make text show otherwise than it is: control characters but tab and line breaks, and
 * those that override the direction of writing. They are dirt, for the quality rules to judge: kept, and counted.
 */
const CONTROL = /(?![\t\n\r])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
/** Cheaper first look at the units that no ordinary text has: without any of them neither pattern above can match. */
const SUSPECT = /[^\t\n\r -~\xa0-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\uffff]/;

/**
 * Reads single fields of rows, noting what is wrong with them. Every text comes out in Unicode form NFC and, where that
 * is asked for, in one form for each character; but for garbled text, whose repair needs it as it is.
 */
export class FieldReader {
  readonly #faults: FaultList;
  /** Texts with characters that do not show, and the line of the first. */
  controls = 0;
  firstControl = 0;
  /** Texts whose variant forms were unified, and the line of the first. */
  normalised = 0;
  firstNormalised = 0;
  readonly #normalise: boolean;

  constructor(faults: FaultList, normalise = false) {
    this.#faults = faults;
    this.#normalise = normalise;
  }

  /** A text that must be there. Faults (null is returned): `INPUT_MISSING_FIELD` and those of `checked`. */
  required(value: unknown, field: string, line: number): string | null {
    if (typeof value === 'string') return this.text(value, field, line);
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

  /** As `checked`, its variant forms unified where that is asked for. */
  text(value: string, field: string, line: number): string | null {
    const text = this.checked(value, field, line);
    if (text === null || !this.#normalise) return text;
    const unified = normaliseForms(text);
    if (unified === text || detectMojibake(text) !== null) return text;
    if (this.normalised === 0) this.firstNormalised = line;
    this.normalised += 1;
    return unified;
  }

  /** A text that names something, such as an id: as it stands. As `optional` otherwise. */
  name(value: unknown, field: string, line: number): string | undefined | null {
    if (typeof value !== 'string') return this.optional(value, field, line);
    return value.trim() === '' ? undefined : this.checked(value, field, line);
  }

  /** The text in NFC. Faults (null is returned): `INPUT_NUL`, `INPUT_BROKEN_TEXT`. */
  checked(text: string, field: string, line: number): string | null {
    if (SUSPECT.test(text) && !this.#allowed(text, field, line)) return null;
    return text.normalize('NFC');
  }

  #allowed(text: string, field: string, line: number): boolean {
    if (FORBIDDEN.test(text)) {
      const nul = text.includes('\0');
      this.#faults.add(nul ? 'INPUT_NUL' : 'INPUT_BROKEN_TEXT', {
        line,
        field,
        ...(nul ? { found: 'U+0000' } : { params: { field } }),
      });
      return false;
    }
    if (CONTROL.test(text)) {
      if (this.controls === 0) this.firstControl = line;
      this.controls += 1;
    }
    return true;
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
