import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { findPersonal } from '../personal/find.ts';
import type { Masker } from '../personal/mask.ts';
import { textsOf } from './texts.ts';

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

  /**
   * What a rule says of a record that was not masked yet: its values masked, also where what told of them is not quoted, and
   * the beginning of one at its end cut off.
   */
  evidence(evidence: string, record: DatasetRecord): string {
    if (evidence === '') return evidence;
    const values = [...textsOf(record), record.label ?? ''].flatMap((whole) => findPersonal(whole));
    let masked = this.#masker.mask(evidence).text;
    for (const span of values) {
      if (span.text.length < TELLING || !masked.includes(span.text)) continue;
      masked = masked.replaceAll(span.text, this.#masker.placeholderOf(span));
    }
    if (!masked.endsWith(CUT)) return masked;
    let end = masked.length - CUT.length;
    for (const { text } of values) {
      for (let length = Math.min(text.length, end); length >= TELLING; length--) {
        if (masked.slice(0, end).endsWith(text.slice(0, length))) end -= length;
      }
    }
    return `${masked.slice(0, end)}${CUT}`;
  }
}
