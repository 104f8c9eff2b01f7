import type { TokenLimits } from '../../pipeline/contracts/base-limits.ts';
import type { RefineRule } from '../../pipeline/contracts/quality.ts';
import type { RuleAction } from '../../pipeline/contracts/quality-rules.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { canonicalQuestion, contentWords, digestText, wordsOfDigest } from '../fingerprint/content.ts';
import type { PersonalSpan } from '../personal/kinds.ts';
import { personalInWhole } from './conceal.ts';
import { beyondRepair, fateOf } from './fate.ts';
import { contentIn } from './measure-words.ts';
import { QUALITY_RULES } from './registry.ts';
import type { RecordNotice, RecordRuleState } from './rule.ts';
import { type Sighted, sighted } from './veil.ts';

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
  /** Left out where nothing is masked. */
  readonly sighted?: Sighted;
}

/** What the rules noticed about one record, as plain JSON. */
export interface Look {
  /** So many rules looked; those after them go by what is not known yet, or are not asked. */
  readonly looked: number;
  readonly steps: readonly LookStep[];
  /** `digestText` of the record's content as it came. */
  readonly content: string;
  /** What `personalInWhole` gives for a record that is to be held back and masked. */
  readonly whole?: readonly (readonly PersonalSpan[])[];
}

/** What a look at a record comes to. */
export interface Seen {
  /** null for a record that all rules looked at and none noticed. */
  readonly look: Look | null;
  /** The record as they leave it; null where that depends on other records, or it may be taken out. */
  readonly left: DatasetRecord | null;
}

/** A look at a record, for `Refinement.clean`. */
export interface LookedAhead {
  readonly looked: number;
  /** The digest of the record's content as it came; null where it was not worked out. */
  readonly content: Uint32Array | null;
  /** What `personalInWhole` gives; null where it was not worked out. */
  readonly whole: readonly (readonly PersonalSpan[])[] | null;
  /** `measureWords` of the record as the rules leave it; null where it was not measured. */
  readonly measure: Uint32Array | null;
  /** What the rule at this place noticed about the record as the rules before it left it. */
  noticeAt(place: number, record: DatasetRecord): RecordNotice | null;
}

/**
 * Shows records to the rules that judge each by itself, anywhere and in any order: what they notice depends on the record
 * alone. A look ends where a rule may take the record out, and where the repair depends on other records.
 */
export class RecordLook {
  readonly #rules: readonly (LookRule & { readonly state: RecordRuleState })[];
  readonly #masks: boolean;
  readonly #secrets: boolean;

  constructor(rules: readonly LookRule[], tokenLimits: TokenLimits) {
    const repairs = (rule: RefineRule) => rules.some((one) => one.rule === rule && one.action === 'fix');
    this.#masks = repairs('pii');
    this.#secrets = repairs('secret');
    this.#rules = rules.map(({ rule, action }) => {
      const definition = QUALITY_RULES[rule];
      if (definition.scope !== 'record') throw new TypeError(`${rule} judges no record by itself`);
      return { rule, action, state: definition.begin({ tokenLimits }) };
    });
  }

  at(original: DatasetRecord): Seen {
    const steps: LookStep[] = [];
    let record = original;
    for (const [at, { rule, action, state }] of this.#rules.entries()) {
      const notice = state.examine(record);
      if (notice === null) continue;
      const { evidence, fixed, beyond = fixed === undefined } = notice;
      steps.push(
        stepOf(at, { ...notice, ...(this.#masks && { sighted: sighted(evidence, record) }) }, record),
      );
      const wanted = action === 'fix' && beyond ? beyondRepair(rule) : action;
      if (fateOf(wanted) === 'held_back')
        return { look: this.#look(original, at + 1, steps, true), left: null };
      if (action !== 'fix' && fateOf(action) === 'kept') continue;
      if (action !== 'fix' || fixed === undefined || beyond)
        return { look: this.#look(original, at + 1, steps), left: null };
      record = fixed;
    }
    const look = steps.length === 0 ? null : this.#look(original, this.#rules.length, steps);
    return { look, left: record };
  }

  #look(record: DatasetRecord, looked: number, steps: readonly LookStep[], heldBack = false): Look {
    const content = digestText(contentWords(canonicalQuestion(record), record));
    const whole = heldBack && this.#masks ? { whole: personalInWhole(record, this.#secrets) } : {};
    return { looked, steps, content, ...whole };
  }
}

/** A look as the rules of a dataset take it; null: all rules looked, and none noticed anything. With what was measured. */
export function lookedAhead(look: Look | null, measure: Uint32Array | null): LookedAhead {
  if (look === null) return measure === null ? NOTHING : { ...NOTHING, content: contentIn(measure), measure };
  const { looked, steps, content, whole = null } = look;
  return {
    looked,
    content: wordsOfDigest(content),
    whole,
    measure,
    noticeAt: (place, record) => {
      const step = steps.find(({ at }) => at === place);
      return step === undefined ? null : noticeOf(step, record);
    },
  };
}

const NOTHING: LookedAhead = {
  looked: Number.POSITIVE_INFINITY,
  content: null,
  whole: null,
  measure: null,
  noticeAt: () => null,
};

function stepOf(
  at: number,
  { evidence, fixed, personal, beyond, sighted }: RecordNotice,
  record: DatasetRecord,
): LookStep {
  return {
    at,
    evidence,
    ...(fixed !== undefined && { fixed: changes(record, fixed) }),
    ...(personal !== undefined && { personal }),
    ...(beyond !== undefined && { beyond }),
    ...(sighted !== undefined && { sighted }),
  };
}

function changes(from: DatasetRecord, to: DatasetRecord): [number, string][] {
  return to.messages.flatMap(({ content }, n): [number, string][] =>
    content === from.messages[n]!.content ? [] : [[n, content]],
  );
}

function noticeOf(
  { evidence, fixed, personal, beyond, sighted }: LookStep,
  record: DatasetRecord,
): RecordNotice {
  return {
    evidence,
    ...(fixed !== undefined && { fixed: changed(record, new Map(fixed)) }),
    ...(personal !== undefined && { personal }),
    ...(beyond !== undefined && { beyond }),
    ...(sighted !== undefined && { sighted }),
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
