import type { TokenLimits } from '../../pipeline/contracts/base-limits.ts';
import type { RefineRule } from '../../pipeline/contracts/quality.ts';
import type { RuleAction } from '../../pipeline/contracts/quality-rules.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import type { PersonalSpan } from '../personal/kinds.ts';
import { fateOf } from './fate.ts';
import { QUALITY_RULES } from './registry.ts';
import type { RecordNotice, RecordRuleState } from './rule.ts';

/** A rule that judges each record by itself, and what it is to do. */
export interface LookRule {
  readonly rule: RefineRule;
  readonly action: RuleAction;
}

/** What one rule noticed, as plain JSON. */
export interface LookStep {
  /** Place of the rule among those that looked. */
  readonly at: number;
  readonly evidence: string;
  /** How the record is repaired: messages by number with their new content. Left out where it cannot be. */
  readonly fixed?: readonly (readonly [message: number, content: string])[];
  readonly personal?: readonly (readonly PersonalSpan[])[];
  readonly beyond?: boolean;
}

/** What the rules noticed about one record, as plain JSON. */
export interface Look {
  /** So many rules looked; those after them go by what is not known yet, or are not asked. */
  readonly looked: number;
  readonly steps: readonly LookStep[];
}

/** A look at a record, for `Refinement.clean`. */
export interface LookedAhead {
  readonly looked: number;
  /** What the rule at this place noticed about the record as the rules before it left it. */
  noticeAt(place: number, record: DatasetRecord): RecordNotice | null;
}

/**
 * Shows records to the rules that judge each by itself, anywhere and in any order: what they notice depends on the record
 * alone. A look ends where a rule may take the record out, and where the repair depends on other records.
 */
export class RecordLook {
  readonly #rules: readonly (LookRule & { readonly state: RecordRuleState })[];

  constructor(rules: readonly LookRule[], tokenLimits: TokenLimits) {
    this.#rules = rules.map(({ rule, action }) => {
      const definition = QUALITY_RULES[rule];
      if (definition.scope !== 'record') throw new TypeError(`${rule} judges no record by itself`);
      return { rule, action, state: definition.begin({ tokenLimits }) };
    });
  }

  /** null for a record that all rules looked at and none noticed. */
  at(original: DatasetRecord): Look | null {
    const steps: LookStep[] = [];
    let record = original;
    for (const [at, { action, state }] of this.#rules.entries()) {
      const notice = state.examine(record);
      if (notice === null) continue;
      steps.push(stepOf(at, notice, record));
      if (action !== 'fix' && fateOf(action) === 'kept') continue;
      if (action !== 'fix' || notice.fixed === undefined || notice.beyond) return { looked: at + 1, steps };
      record = notice.fixed;
    }
    return steps.length === 0 ? null : { looked: this.#rules.length, steps };
  }
}

/** A look as the rules of a dataset take it; null: all rules looked, and none noticed anything. */
export function lookedAhead(look: Look | null): LookedAhead {
  if (look === null) return NOTHING;
  const { looked, steps } = look;
  return {
    looked,
    noticeAt: (place, record) => {
      const step = steps.find(({ at }) => at === place);
      return step === undefined ? null : noticeOf(step, record);
    },
  };
}

const NOTHING: LookedAhead = { looked: Number.POSITIVE_INFINITY, noticeAt: () => null };

function stepOf(
  at: number,
  { evidence, fixed, personal, beyond }: RecordNotice,
  record: DatasetRecord,
): LookStep {
  return {
    at,
    evidence,
    ...(fixed !== undefined && { fixed: changes(record, fixed) }),
    ...(personal !== undefined && { personal }),
    ...(beyond !== undefined && { beyond }),
  };
}

function changes(from: DatasetRecord, to: DatasetRecord): [number, string][] {
  return to.messages.flatMap(({ content }, n): [number, string][] =>
    content === from.messages[n]!.content ? [] : [[n, content]],
  );
}

function noticeOf({ evidence, fixed, personal, beyond }: LookStep, record: DatasetRecord): RecordNotice {
  return {
    evidence,
    ...(fixed !== undefined && { fixed: changed(record, new Map(fixed)) }),
    ...(personal !== undefined && { personal }),
    ...(beyond !== undefined && { beyond }),
  };
}

/** The same record where nothing is changed, as the rules give it. */
function changed(record: DatasetRecord, contents: ReadonlyMap<number, string>): DatasetRecord {
  if (contents.size === 0) return record;
  const messages = record.messages.map((message, n) => {
    const content = contents.get(n);
    return content === undefined ? message : { ...message, content };
  });
  return { ...record, messages };
}
