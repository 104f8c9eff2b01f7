import { TextColumn } from '../../arrow/text-column.ts';
import { excerpt } from '../../excerpt.ts';
import { DigestIndex } from '../../fingerprint/digest-index.ts';
import { type Added, NearDuplicateIndex } from '../../near-duplicate/near-duplicate-index.ts';
import { WordColumn } from '../../near-duplicate/word-column.ts';
import { nearText } from '../measure.ts';
import type { ExaminedRecord, Notice, RuleContext, SetRule, SetRuleState } from '../rule.ts';

const UNLABELLED = 0;

/**
 * Nearly the text of an earlier record that stays, with the same answer. Near texts with different labels are not named:
 * what sets them apart is just what there is to learn. Records that are named stand near to the one named beside them, not
 * only to one another.
 */
export const nearDuplicate: SetRule = {
  scope: 'set',
  begin: (context) => new NearDuplicate(context),
};

class NearDuplicate implements SetRuleState {
  readonly #seen = new DigestIndex();
  readonly #threshold: number;
  readonly #openings: RuleContext['openings'];
  #records = 0;
  #index: NearDuplicateIndex;
  /** By row of the index. */
  readonly #ids = new TextColumn();
  readonly #labels = new WordColumn();
  /** Label → its number in `#labels`. */
  readonly #numbers = new Map<string, number>();
  /** Row that stands for a text → further rows of that very text, which have other labels. */
  readonly #others = new Map<number, number[]>();

  constructor({ nearDuplicateThreshold: threshold, openings }: RuleContext) {
    this.#threshold = threshold;
    this.#index = new NearDuplicateIndex({ threshold });
    this.#openings = openings;
  }

  survey(): void {
    this.#records += 1;
  }

  /** An index that has room for all from the beginning need not be laid out anew again and again. */
  settle(): void {
    this.#index = new NearDuplicateIndex({ threshold: this.#threshold, expected: this.#records });
  }

  examine({ record, answer, gist, key, measure }: ExaminedRecord): readonly Notice[] {
    // Whether exact duplicates may stay is for the rule of that name to say.
    if (this.#seen.add(key, 0) !== undefined) return [];
    const label = record.label === null ? UNLABELLED : this.#numberOf(answer);
    const text = nearText(record, gist, this.#openings);
    const near = this.#index.nearestElseAdd(
      measure?.near ?? text,
      (row) => this.#labelled(row, label) !== undefined,
    );
    if ('added' in near) {
      this.#note(near, record.id, label);
      return [];
    }
    const other = this.#ids.at(this.#labelled(near.row, label)!);
    return [{ with: other, evidence: `Jaccard ${near.jaccard.toFixed(2)}: ${excerpt(text)}` }];
  }

  #note({ added, same }: Added, id: string, label: number): void {
    this.#ids.push(id);
    this.#labels.push(label);
    if (same === null) return;
    const others = this.#others.get(same);
    if (others === undefined) this.#others.set(same, [added]);
    else others.push(added);
  }

  /** The row with this label, of those that have the text of a row. */
  #labelled(row: number, label: number): number | undefined {
    if (this.#labels.at(row) === label) return row;
    return this.#others.get(row)?.find((other) => this.#labels.at(other) === label);
  }

  #numberOf(label: string): number {
    const known = this.#numbers.get(label);
    if (known !== undefined) return known;
    this.#numbers.set(label, UNLABELLED + 1 + this.#numbers.size);
    return UNLABELLED + this.#numbers.size;
  }
}
