import { TextColumn } from '../../arrow/text-column.ts';
import { excerpt } from '../../excerpt.ts';
import { ContaminationIndex } from '../../near-duplicate/contamination-index.ts';
import type { ExaminedRecord, Notice, RuleContext, SetRule, SetRuleState } from '../rule.ts';

/** The question of a test record, exactly or nearly, whatever its answer: learnt beforehand, the test proves nothing. */
export const testContamination: SetRule = {
  scope: 'set',
  begin: (context) => new TestContamination(context),
};

class TestContamination implements SetRuleState {
  readonly #threshold: number;
  readonly #openings: RuleContext['openings'];
  #gists: string[] = [];
  /** By test record. */
  readonly #ids = new TextColumn();
  #index: ContaminationIndex | null = null;

  constructor({ nearDuplicateThreshold: threshold, openings }: RuleContext) {
    this.#threshold = threshold;
    this.#openings = openings;
  }

  compareWith(testRecord: ExaminedRecord['record']): void {
    this.#gists.push(this.#openings.gist(testRecord));
    this.#ids.push(testRecord.id);
  }

  settle(): void {
    if (this.#gists.length > 0)
      this.#index = new ContaminationIndex(this.#gists, { threshold: this.#threshold });
    this.#gists = [];
  }

  examine({ gist }: ExaminedRecord): readonly Notice[] {
    const near = this.#index?.meets(gist) ?? null;
    if (near === null) return [];
    return [
      { with: this.#ids.at(near.row), evidence: `Jaccard ${near.jaccard.toFixed(2)}: ${excerpt(gist)}` },
    ];
  }
}
