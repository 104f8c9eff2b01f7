import { TextColumn } from '../../arrow/text-column.ts';
import { excerpt } from '../../excerpt.ts';
import { NearDuplicateIndex } from '../../near-duplicate/near-duplicate-index.ts';
import type { ExaminedRecord, Notice, RuleContext, SetRule, SetRuleState } from '../rule.ts';

/** The question of a test record, exactly or nearly, whatever its answer: learnt beforehand, the test proves nothing. */
export const testContamination: SetRule = {
  scope: 'set',
  begin: (context) => new TestContamination(context),
};

class TestContamination implements SetRuleState {
  readonly #index: NearDuplicateIndex;
  readonly #openings: RuleContext['openings'];
  /** By row of the index. */
  readonly #ids = new TextColumn();

  constructor({ nearDuplicateThreshold: threshold, openings }: RuleContext) {
    this.#index = new NearDuplicateIndex({ threshold });
    this.#openings = openings;
  }

  compareWith(testRecord: ExaminedRecord['record']): void {
    this.#index.add(this.#openings.gist(testRecord));
    this.#ids.push(testRecord.id);
  }

  examine({ gist }: ExaminedRecord): readonly Notice[] {
    if (this.#index.length === 0) return [];
    const near = this.#index.nearest(gist);
    if (near === null) return [];
    return [
      { with: this.#ids.at(near.row), evidence: `Jaccard ${near.jaccard.toFixed(2)}: ${excerpt(gist)}` },
    ];
  }
}
