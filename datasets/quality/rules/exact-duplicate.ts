import { TextColumn } from '../../arrow/text-column.ts';
import { excerpt } from '../../excerpt.ts';
import { DigestIndex } from '../../fingerprint/digest-index.ts';
import type { ExaminedRecord, Notice, SetRule, SetRuleState } from '../rule.ts';

/** The same question with the same answer once more; the first one stays. */
export const exactDuplicate: SetRule = {
  scope: 'set',
  begin: () => new ExactDuplicate(),
};

class ExactDuplicate implements SetRuleState {
  readonly #seen = new DigestIndex();
  readonly #ids = new TextColumn();

  examine({ record, gist, key }: ExaminedRecord): readonly Notice[] {
    const first = this.#seen.add(key, this.#ids.length);
    if (first !== undefined) {
      return [{ with: this.#ids.at(first), evidence: excerpt(gist) }];
    }
    this.#ids.push(record.id);
    return [];
  }
}
