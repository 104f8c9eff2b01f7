import { findPersonal } from '../../personal/find.ts';
import type { PersonalKind } from '../../personal/kinds.ts';
import { Masker } from '../../personal/mask.ts';
import { PERSONAL_RULES } from '../../personal/registry.ts';
import type { RecordNotice, RecordRule, RecordRuleState } from '../rule.ts';
import { textsOf, withTexts } from '../texts.ts';

/** Personal data, named by its kinds alone; the repair masks it, one value alike in the whole dataset. */
export const personalData: RecordRule = {
  scope: 'record',
  begin: () => new PersonalData(),
};

class PersonalData implements RecordRuleState {
  readonly masker = new Masker();

  examine(record: Parameters<RecordRuleState['examine']>[0]): RecordNotice | null {
    const spans = textsOf(record).flatMap((text) => findPersonal(text));
    if (spans.length === 0) return null;
    const counts = new Map<PersonalKind, number>();
    for (const { kind } of spans) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return {
      evidence: [...counts]
        .map(([kind, count]) => `${PERSONAL_RULES[kind].placeholder} × ${count}`)
        .join(', '),
      fixed: withTexts(record, (text) => this.masker.mask(text).text),
    };
  }
}
