import { TextColumn } from '../arrow/text-column.ts';
import { excerpt } from '../excerpt.ts';
import { digestWords } from '../fingerprint/content.ts';
import { DigestIndex } from '../fingerprint/digest-index.ts';
import type { Notice, QualityRule, RuleState } from './rule.ts';

/**
 * The same question with different answers. Which one is right only a person can say, so all of them stay and each is
 * named, beside one that contradicts it.
 */
export const conflictingLabel: QualityRule = {
  action: 'warn',
  setting: null,
  title: { en: 'Contradictory labels', 'zh-TW': '標籤互相矛盾' },
  begin: () => new ConflictingLabel(),
};

class ConflictingLabel implements RuleState {
  /** Question → its first record's number. */
  readonly #first = new DigestIndex();
  readonly #ids = new TextColumn();
  readonly #answers = new TextColumn();
  /** First record → all records of a question that came more than once. */
  readonly #groups = new Map<number, number[]>();
  readonly #conflicting = new Set<number>();

  examine({ record, question, answer }: Parameters<RuleState['examine']>[0]): readonly Notice[] {
    const row = this.#ids.length;
    this.#ids.push(record.id);
    this.#answers.push(answer);
    const first = this.#first.add(digestWords(question), row);
    if (first === undefined) return [];
    const group = this.#groups.get(first) ?? [first];
    this.#groups.set(first, group);
    group.push(row);
    if (this.#conflicting.has(first)) return [this.#notice(row, this.#against(row, group))];
    if (this.#answers.at(first) === answer) return [];
    // Until now all of the group agreed with its first record.
    this.#conflicting.add(first);
    return group.map((member) => this.#notice(member, member === row ? first : row));
  }

  #against(row: number, group: readonly number[]): number {
    const answer = this.#answers.at(row);
    return group.find((member) => this.#answers.at(member) !== answer)!;
  }

  #notice(row: number, other: number): Notice {
    const evidence = `${excerpt(this.#answers.at(row), 40)} ≠ ${excerpt(this.#answers.at(other), 40)}`;
    return { record: this.#ids.at(row), with: this.#ids.at(other), evidence };
  }
}
