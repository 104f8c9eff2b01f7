import type { DatasetRecord } from '../../../pipeline/contracts/record.ts';
import { findPersonal } from '../../personal/find.ts';
import type { PersonalKind, PersonalSpan } from '../../personal/kinds.ts';
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

  examine(record: DatasetRecord): RecordNotice | null {
    const personal = textsOf(record).map((text) => findPersonal(text));
    const inTexts = kindsIn(personal.flat());
    const inLabel = record.label === null ? '' : kindsIn(findPersonal(record.label));
    if (inTexts === '' && inLabel === '') return null;
    return {
      evidence: [inTexts, inLabel && `label: ${inLabel}`].filter((kinds) => kinds !== '').join('; '),
      personal,
      beyond: inLabel !== '',
    };
  }

  repair(record: DatasetRecord, { personal }: RecordNotice): DatasetRecord {
    let next = 0;
    return withTexts(record, (text) => this.masker.mask(text, personal?.[next++]).text);
  }
}

/** Kinds of personal data with their counts; empty where there is none. */
function kindsIn(personal: readonly PersonalSpan[]): string {
  const counts = new Map<PersonalKind, number>();
  for (const { kind } of personal) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${PERSONAL_RULES[kind].placeholder} × ${count}`).join(', ');
}
