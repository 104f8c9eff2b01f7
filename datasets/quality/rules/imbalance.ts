import type { Localized } from '../../../pipeline/contracts/names.ts';
import { excerpt } from '../../excerpt.ts';
import { isBlank } from '../blank.ts';
import type { ExaminedRecord, Notice, SetRule, SetRuleState } from '../rule.ts';

/** A label is rare when the most frequent one has this many times as many records. */
const RATIO = 10;

/** Labels that far fewer records have than the most frequent one: a finding about the dataset, not about a record. */
export const imbalance: SetRule = {
  scope: 'set',
  begin: () => new Imbalance(),
};

class Imbalance implements SetRuleState {
  readonly #counts = new Map<string, number>();

  examine({ record }: ExaminedRecord): readonly Notice[] {
    const { label } = record;
    if (label !== null && !isBlank(label)) this.#counts.set(label, (this.#counts.get(label) ?? 0) + 1);
    return [];
  }

  conclude(): readonly Localized[] {
    if (!this.#areLabels()) return [];
    const counts = [...this.#counts].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
    const [largest, most] = counts.at(-1) ?? ['', 0];
    return counts
      .filter(([, count]) => count * RATIO <= most)
      .map(([label, count]) => ({
        'zh-TW': `「${excerpt(label, 40)}」${count} 筆；最多的「${excerpt(largest, 40)}」有 ${most} 筆`,
        en: `“${excerpt(label, 40)}” has ${count} records; the largest, “${excerpt(largest, 40)}”, has ${most}`,
      }));
  }

  /** Answers of which more than half of the records have their own are no labels: their numbers say nothing. */
  #areLabels(): boolean {
    const times = [...this.#counts.values()];
    const records = times.reduce((sum, count) => sum + count, 0);
    return times.filter((count) => count === 1).length <= records / 2;
  }
}
