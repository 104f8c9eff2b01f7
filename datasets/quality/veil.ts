import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { findPersonal } from '../personal/find.ts';
import type { Masker } from '../personal/mask.ts';
import { textsOf, withTexts } from './texts.ts';

/** A text that was cut short ends with this. */
const CUT = '…';
/** Fewer characters of a value than this tell nothing. */
const TELLING = 2;

/** Keeps personal data out of what is stored beside the records that were masked. */
export class Veil {
  readonly #masker: Masker;

  constructor(masker: Masker) {
    this.#masker = masker;
  }

  /** A record that no rule masked, since one before took it out. */
  record(record: DatasetRecord): DatasetRecord {
    return withTexts(record, (text) => this.#masker.mask(text).text);
  }

  /** What a rule says of a record that was not masked yet: values masked, and the beginning of one at its end cut off. */
  evidence(evidence: string, record: DatasetRecord): string {
    if (evidence === '') return evidence;
    const masked = this.#masker.mask(evidence).text;
    if (!masked.endsWith(CUT)) return masked;
    let end = masked.length - CUT.length;
    for (const { text } of textsOf(record).flatMap((whole) => findPersonal(whole))) {
      for (let length = Math.min(text.length, end); length >= TELLING; length--) {
        if (masked.slice(0, end).endsWith(text.slice(0, length))) end -= length;
      }
    }
    return `${masked.slice(0, end)}${CUT}`;
  }
}
