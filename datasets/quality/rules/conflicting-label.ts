import { TextColumn } from '../../arrow/text-column.ts';
import { excerpt } from '../../excerpt.ts';
import { answerText, canonicalQuestion, digestWords, squeeze } from '../../fingerprint/content.ts';
import { DigestIndex } from '../../fingerprint/digest-index.ts';
import { isBlank } from '../blank.ts';
import type { ExaminedRecord, Notice, SetRule, SetRuleState } from '../rule.ts';

/**
 * The same question with different answers, whatever the space in them. Which one is right only a person can say, so all of them stay and each is
 * named, beside one that contradicts it.
 */
export const conflictingLabel: SetRule = {
  scope: 'set',
  begin: () => new ConflictingLabel(),
};

interface Answer {
  readonly record: string;
  readonly answer: string;
}

class ConflictingLabel implements SetRuleState {
  /** Question → its number. */
  readonly #questions = new DigestIndex();
  /** By question number: the first record that asks it. */
  readonly #ids = new TextColumn();
  readonly #answers = new TextColumn();
  /** By question number: the first record that answers differently from the first. */
  readonly #others = new Map<number, Answer>();

  survey(record: ExaminedRecord['record'], measure: ExaminedRecord['measure']): void {
    const answer = squeeze(answerText(record));
    // A record without an answer contradicts nobody.
    if (isBlank(answer)) return;
    const digest = measure?.question ?? digestWords(canonicalQuestion(record));
    const question = this.#questions.add(digest, this.#ids.length);
    if (question === undefined) {
      this.#ids.push(record.id);
      this.#answers.push(answer);
    } else if (!this.#others.has(question) && this.#answers.at(question) !== answer) {
      this.#others.set(question, { record: record.id, answer });
    }
  }

  examine(examined: ExaminedRecord): readonly Notice[] {
    const { answer: written, measure } = examined;
    if (this.#others.size === 0 || isBlank(written)) return [];
    const answer = squeeze(written);
    const question = this.#questions.get(measure?.question ?? digestWords(examined.question));
    const other = question === undefined ? undefined : this.#others.get(question);
    if (question === undefined || other === undefined) return [];
    const first = { record: this.#ids.at(question), answer: this.#answers.at(question) };
    const against = first.answer === answer ? other : first;
    return [
      {
        with: against.record,
        evidence: `${excerpt(answer, 40)} ≠ ${excerpt(against.answer, 40)}`,
      },
    ];
  }
}
