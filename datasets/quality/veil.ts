import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { findPersonal } from '../personal/find.ts';
import type { PersonalSpan } from '../personal/kinds.ts';
import type { Masker } from '../personal/mask.ts';
import { textsOf } from './texts.ts';

/** A text that was cut short ends with this. */
const CUT = '…';
/** Fewer characters of a value than this tell nothing. */
const TELLING = 2;

/** The personal data in what a rule says, and in the record that it speaks of. */
export interface Sighted {
  readonly evidence: readonly PersonalSpan[];
  readonly record: readonly PersonalSpan[];
}

/** What a veil has to know of evidence about a record. */
export function sighted(evidence: string, record: DatasetRecord): Sighted {
  return {
    evidence: findPersonal(evidence),
    record: [...textsOf(record), record.label ?? ''].flatMap((whole) => findPersonal(whole)),
  };
}

/** Keeps personal data out of what is stored beside the records that were masked. */
export class Veil {
  readonly #masker: Masker;

  constructor(masker: Masker) {
    this.#masker = masker;
  }

  /**
   * What a rule says of a record that was not masked yet: its values masked, also where what told of them is not quoted, and
   * the beginning of one at its end cut off. `seen`: what is known of both already.
   */
  evidence(evidence: string, record: DatasetRecord, seen?: Sighted): string {
    if (evidence === '') return evidence;
    const { evidence: quoted, record: values } = seen ?? sighted(evidence, record);
    let masked = this.#masker.mask(evidence, quoted).text;
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
