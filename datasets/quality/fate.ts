import type { FindingAction, RefineRule } from '../../pipeline/contracts/quality.ts';
import { RULES, type RuleAction, type RuleFacts } from '../../pipeline/contracts/quality-rules.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';

/** Where a record goes: on into the dataset, aside until a person decides, or out. */
export type Fate = 'kept' | 'held_back' | 'dropped';

/** A record that has met the rules which judge it by itself. */
export interface Cleaned {
  readonly record: DatasetRecord;
  readonly repaired: boolean;
  readonly fate: Fate;
}

/** What becomes of a record that its rule was told to repair and could not. */
export function beyondRepair(rule: RefineRule): RuleAction {
  const facts: RuleFacts = RULES[rule];
  return facts.beyondRepair ?? 'warn';
}

/** Where an action leads. */
export function fateOf(action: FindingAction): Fate {
  switch (action) {
    case 'drop':
      return 'dropped';
    case 'hold_back':
      return 'held_back';
    default:
      return 'kept';
  }
}
