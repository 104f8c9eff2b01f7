import type { Localized } from '../../../pipeline/contracts/names.ts';
import { excerpt } from '../../excerpt.ts';
import { LabelNoise } from '../../label-noise/label-noise.ts';
import type { Unjudged } from '../../label-noise/unjudged.ts';
import { inTurns } from '../../linear/in-turns.ts';
import { isBlank } from '../blank.ts';
import type { ExaminedRecord, Notice, RuleContext, SetRule, SetRuleState } from '../rule.ts';

/**
 * A label that the other records speak against. What is named has a rank, the most doubtful first, so that people may begin
 * where most is to be found.
 */
export const labelNoise: SetRule = {
  scope: 'set',
  begin: (context) => new LabelDoubts(context),
};

class LabelDoubts implements SetRuleState {
  readonly #noise = new LabelNoise();
  /** By record: why its label is in doubt. */
  readonly #doubts = new Map<string, string>();
  readonly #openings: RuleContext['openings'];
  #unjudged: Unjudged | null = null;

  constructor({ openings }: RuleContext) {
    this.#openings = openings;
  }

  survey(record: ExaminedRecord['record']): void {
    const { label } = record;
    if (label === null || isBlank(label)) return;
    const text = this.#openings.gist(record);
    if (!isBlank(text)) this.#noise.add(record.id, text, label);
  }

  async settle(signal?: AbortSignal): Promise<void> {
    const { suspects, unjudged } = await inTurns(this.#noise.find(), signal);
    this.#unjudged = unjudged;
    for (const [place, { record, given, suggested, score, suggestedScore }] of suspects.entries()) {
      const [own, other] = [`${excerpt(given, 40)} p=${score.toFixed(3)}`, excerpt(suggested, 40)];
      this.#doubts.set(record, `#${place + 1}: ${own} → ${other} p=${suggestedScore.toFixed(3)}`);
    }
  }

  examine({ record }: ExaminedRecord): readonly Notice[] {
    const doubt = this.#doubts.get(record.id);
    return doubt === undefined ? [] : [{ with: null, evidence: doubt }];
  }

  skipped(): Localized | null {
    return this.#unjudged && REASONS[this.#unjudged];
  }
}

const REASONS: Readonly<Record<Unjudged, Localized>> = {
  few_records: {
    'zh-TW': '標籤未檢查：至少要有兩個類別各有六筆以上的記錄，才能互相比對。',
    en: 'Labels were not judged: at least two classes with six records each are needed to compare them.',
  },
  no_agreement: {
    'zh-TW': '標籤未檢查：線性模型由文字猜中的標籤不到一半，它的懷疑不足採信。',
    en: 'Labels were not judged: a linear model guesses fewer than half of them from the text, so its doubts mean little.',
  },
};
