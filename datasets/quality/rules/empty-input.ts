import { excerpt } from '../../excerpt.ts';
import { digestWords, questionText } from '../../fingerprint/content.ts';
import { DigestIndex } from '../../fingerprint/digest-index.ts';
import { type ExaminedRecord, isBlank, type Notice, type SetRule, type SetRuleState } from '../rule.ts';

/** An instruction is set apart from its input by a blank line. */
const GAP = '\n\n';
/** A text is taken for an instruction when this many records, and this share of them, go on after it. */
const FEWEST = 3;
const SHARE = 0.01;

/**
 * Nothing is asked: the question is blank, or it is no more than the instruction that other records put before their
 * input.
 */
export const emptyInput: SetRule = {
  scope: 'set',
  begin: () => new EmptyInput(),
};

class EmptyInput implements SetRuleState {
  readonly #openings = new DigestIndex();
  readonly #counts: number[] = [];
  #records = 0;

  survey(record: Parameters<typeof questionText>[0]): void {
    this.#records += 1;
    const text = questionText(record);
    const gap = text.indexOf(GAP);
    if (gap <= 0) return;
    const next = this.#counts.length;
    const known = this.#openings.add(digestWords(text.slice(0, gap).trim()), next);
    if (known === undefined) this.#counts.push(1);
    else this.#counts[known]! += 1;
  }

  examine({ record }: ExaminedRecord): readonly Notice[] {
    const text = questionText(record);
    if (!isBlank(text) && !this.#isInstruction(text.trim())) return [];
    return [{ with: null, evidence: excerpt(text) }];
  }

  #isInstruction(text: string): boolean {
    if (text.includes(GAP)) return false;
    const opening = this.#openings.get(digestWords(text));
    return opening !== undefined && this.#counts[opening]! >= Math.max(FEWEST, SHARE * this.#records);
  }
}
