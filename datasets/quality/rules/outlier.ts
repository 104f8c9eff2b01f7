import type { Localized } from '../../../pipeline/contracts/names.ts';
import { excerpt } from '../../excerpt.ts';
import { type Oddity, Outliers } from '../../outlier/outliers.ts';
import { isBlank } from '../blank.ts';
import type { ExaminedRecord, Notice, RuleContext, SetRule, SetRuleState } from '../rule.ts';

/** A question whose writing is unlike that of all others. */
export const outlier: SetRule = {
  scope: 'set',
  begin: (context) => new Oddities(context),
};

class Oddities implements SetRuleState {
  readonly #outliers = new Outliers();
  readonly #openings: RuleContext['openings'];

  constructor({ openings }: RuleContext) {
    this.#openings = openings;
  }

  survey(record: ExaminedRecord['record'], measure: ExaminedRecord['measure']): void {
    const text = this.#openings.gist(record);
    if (!isBlank(text)) this.#outliers.see(text, measure?.written);
  }

  settle(): void {
    this.#outliers.settle();
  }

  examine({ gist: text, measure }: ExaminedRecord): readonly Notice[] {
    const oddities = isBlank(text) ? [] : this.#outliers.oddities(text, measure?.written);
    if (oddities.length === 0) return [];
    return [{ with: null, evidence: `${oddities.map(named).join('; ')}: ${excerpt(text)}` }];
  }

  skipped(): Localized | null {
    return this.#outliers.judges ? null : FEW;
  }
}

/** In both languages at once: evidence goes with the finding wherever it is read. */
function named(oddity: Oddity): string {
  switch (oddity.measure) {
    case 'writing':
      return `文字 script ${oddity.writing} ${oddity.records} / ${oddity.of}`;
    case 'length':
      return `長度 length ${oddity.value} ∉ ${oddity.usual.join('–')}`;
    case 'wording':
      return `用語 wording ${percent(oddity.value)} < ${percent(oddity.usual[0])}`;
  }
}

const percent = (share: number) => `${(100 * share).toFixed(0)} %`;

const FEW: Localized = {
  'zh-TW': '離群記錄未檢查：不到一百筆記錄，看不出什麼是常態。',
  en: 'Outliers were not looked for: fewer than a hundred records do not show what is usual.',
};
