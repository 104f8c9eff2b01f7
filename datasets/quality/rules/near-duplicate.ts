import { TextColumn } from '../../arrow/text-column.ts';
import { excerpt } from '../../excerpt.ts';
import { DigestIndex } from '../../fingerprint/digest-index.ts';
import { NearDuplicateIndex } from '../../near-duplicate/near-duplicate-index.ts';
import type { ExaminedRecord, Notice, RuleContext, SetRule, SetRuleState } from '../rule.ts';

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
  readonly #labels = new TextColumn();
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

  examine({ record, answer, gist, key }: ExaminedRecord): readonly Notice[] {
    // Whether exact duplicates may stay is for the rule of that name to say.
    if (this.#seen.add(key, 0) !== undefined) return [];
    // A label is compared as a whole; an answer in free words may differ by a little.
    const [text, label] = record.label === null ? [this.#openings.conversation(record), ''] : [gist, answer];
    const near = this.#index.nearest(text, (row) => this.#labelled(row, label) !== undefined);
    if (near !== null) {
      const other = this.#ids.at(this.#labelled(near.row, label)!);
      return [{ with: other, evidence: `Jaccard ${near.jaccard.toFixed(2)}: ${excerpt(text)}` }];
    }
    this.#add(text, record.id, label);
    return [];
  }

  #add(text: string, id: string, label: string): void {
    const row = this.#index.add(text);
    this.#ids.push(id);
    this.#labels.push(label);
    const same = this.#index.earlier(row);
    if (!same?.exact) return;
    const others = this.#others.get(same.row);
    if (others === undefined) this.#others.set(same.row, [row]);
    else others.push(row);
  }

  /** The row with this label, of those that have the text of a row. */
  #labelled(row: number, label: string): number | undefined {
    if (this.#labels.at(row) === label) return row;
    return this.#others.get(row)?.find((other) => this.#labels.at(other) === label);
  }
}
