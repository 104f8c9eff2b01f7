import { findPersonal } from '../../personal/find.ts';
import type { PersonalKind } from '../../personal/kinds.ts';
import { Masker } from '../../personal/mask.ts';
import { PERSONAL_RULES } from '../../personal/registry.ts';
import type { RecordNotice, RecordRule, RecordRuleState } from '../rule.ts';
import { textsOf, withTexts } from '../texts.ts';

/**
 * Personal data, named by its kinds alone; the repair masks it, one value alike in the whole dataset. A label that holds
 * some cannot be repaired: it has to stay the class that it is, which a person must want the model to say.
 */
export const personalData: RecordRule = {
  scope: 'record',
  begin: () => new PersonalData(),
};

class PersonalData implements RecordRuleState {
  readonly masker = new Masker();

  examine(record: Parameters<RecordRuleState['examine']>[0]): RecordNotice | null {
    const inTexts = kindsIn(textsOf(record));
    const inLabel = record.label === null ? '' : kindsIn([record.label]);
    if (inTexts === '' && inLabel === '') return null;
    return {
      evidence: [inTexts, inLabel && `label: ${inLabel}`].filter((kinds) => kinds !== '').join('; '),
      fixed: withTexts(record, (text) => this.masker.mask(text).text),
      beyond: inLabel !== '',
    };
  }
}

/** Kinds of personal data in some texts with their counts; empty where there is none. */
function kindsIn(texts: readonly string[]): string {
  const counts = new Map<PersonalKind, number>();
  for (const { kind } of texts.flatMap((text) => findPersonal(text)))
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${PERSONAL_RULES[kind].placeholder} × ${count}`).join(', ');
}
