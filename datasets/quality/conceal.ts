import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { findPersonal } from '../personal/find.ts';
import type { PersonalSpan } from '../personal/kinds.ts';
import type { Masker } from '../personal/mask.ts';
import { SOURCE_RECORD } from '../split/columns.ts';
import { relabelled } from './decided.ts';
import { withoutSecrets } from './rules/secret.ts';
import { withTexts } from './texts.ts';

/** What a record without an id of its own is called by; nobody's personal data. */
const LINE = /^line:\d+$/;

/**
 * Keeps personal data out of all of a record that is no text to learn from, and out of records that no rule repairs:
 * those held back, and those of the user's own test file. One value is masked alike in all of them.
 */
export class Conceal {
  readonly #masker: Masker;
  readonly #secrets: boolean;
  /** Masked id by the one that came. */
  readonly #ids = new Map<string, string>();
  readonly #givenIds = new Set<string>();
  /** Labels with personal data in them that a person wants learnt. */
  readonly #openLabels = new Set<string>();

  /** `secrets`: passwords and keys are replaced as well. */
  constructor(masker: Masker, secrets: boolean) {
    this.#masker = masker;
    this.#secrets = secrets;
  }

  /** The record under an id without personal data: a record is called so in everything that is said of it. */
  named(record: DatasetRecord): DatasetRecord {
    const id = this.#id(record.id);
    return id === record.id ? record : { ...record, id };
  }

  /** A named record that was repaired, its further columns masked. A label in it stays: it is learnt. */
  columns(record: DatasetRecord): DatasetRecord {
    if (record.label !== null && findPersonal(record.label).length > 0) this.#openLabels.add(record.label);
    return this.#masked(record);
  }

  /**
   * A record as it came, masked in every part. Its label stays a class, equal to itself wherever it stands. `found`: what
   * `personalInWhole` gives for it.
   */
  whole(original: DatasetRecord, found: readonly (readonly PersonalSpan[])[] | null = null): DatasetRecord {
    let next = 0;
    const change = (text: string) => this.#text(text, found?.[next++]);
    const record = this.#masked(withTexts(this.named(original), change));
    if (record.label === null || this.#openLabels.has(record.label)) return record;
    const label = change(record.label);
    return label === record.label ? record : relabelled(record, label);
  }

  #text(text: string, found?: readonly PersonalSpan[]): string {
    const without = this.#secrets ? withoutSecrets(text) : text;
    return this.#masker.mask(without, found).text;
  }

  #id(id: string): string {
    const known = this.#ids.get(id);
    if (known !== undefined) return known;
    if (LINE.test(id)) return id;
    const masked = this.#masker.mask(id).text;
    if (masked === id) return id;
    // Ids are unique; of two that write one value in two ways the second gets a number.
    let given = masked;
    for (let n = 2; this.#givenIds.has(given); n++) given = `${masked}-${n}`;
    this.#ids.set(id, given);
    this.#givenIds.add(given);
    return given;
  }

  #masked(record: DatasetRecord): DatasetRecord {
    if (record.meta === null) return record;
    const meta = JSON.stringify(this.#value('', JSON.parse(record.meta)));
    return meta === record.meta ? record : { ...record, meta };
  }

  /** A value of a further column: texts, and numbers that say something about a person under their column's name. */
  #value(name: string, value: unknown): unknown {
    if (typeof value === 'string') return name === SOURCE_RECORD ? this.#id(value) : this.#named(name, value);
    if (typeof value === 'number') {
      const masked = this.#named(name, String(value));
      return masked === String(value) ? value : masked;
    }
    if (Array.isArray(value)) return value.map((one) => this.#value(name, one));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.#value(key, one)]));
  }

  /** A value of the column `name`, which says what the value is as a word before it in a text would. */
  #named(name: string, value: string): string {
    const text = this.#secrets ? withoutSecrets(value) : value;
    return this.#masker.mask(text, spansUnder(name, text)).text;
  }
}

/** The personal data in each text of a record as `Conceal.whole` goes through them, its label last. */
export function personalInWhole(record: DatasetRecord, secrets: boolean): (readonly PersonalSpan[])[] {
  const found: (readonly PersonalSpan[])[] = [];
  const look = (text: string) => {
    found.push(findPersonal(secrets ? withoutSecrets(text) : text));
    return text;
  };
  withTexts(record, look);
  if (record.label !== null) look(record.label);
  return found;
}

/** Personal data in a value, found with the column's name before it or by the value alone. */
function spansUnder(name: string, value: string): readonly PersonalSpan[] {
  if (name === '') return findPersonal(value);
  const before = `${name}：`;
  const inside = findPersonal(before + value)
    .filter(({ start }) => start >= before.length)
    .map((span) => ({ ...span, start: span.start - before.length, end: span.end - before.length }));
  const alone = findPersonal(value).filter(
    (span) => !inside.some((other) => span.start < other.end && other.start < span.end),
  );
  return [...inside, ...alone].sort((a, b) => a.start - b.start);
}
