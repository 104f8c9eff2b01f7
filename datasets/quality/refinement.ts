import type { TokenLimit } from '../../pipeline/contracts/base-limits.ts';
import {
  byRule,
  REFINE_RULES,
  type RefineFinding,
  type RefineReport,
  type RefineRule,
} from '../../pipeline/contracts/quality.ts';
import { RULES, type RuleAction, type RuleFacts } from '../../pipeline/contracts/quality-rules.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { answerText, canonicalQuestion, digestWords, squeeze } from '../fingerprint/content.ts';
import { SharedOpenings } from '../fingerprint/shared-openings.ts';
import { QUALITY_RULES } from './registry.ts';
import type { RecordRuleState, SetRuleState } from './rule.ts';
import { actionsOf, type RefineSettings } from './settings.ts';

/** Findings that the report itself carries; the whole list is a file of its own. */
const REPORTED = 1_000;
/** Findings about the dataset that the report carries of each rule. */
const REPORTED_OF_DATASET = 100;

/** Where a record goes: on into the dataset, aside until a person decides, or out. */
export type Fate = 'kept' | 'held_back' | 'dropped';

interface Active<S> {
  readonly rule: RefineRule;
  readonly action: RuleAction;
  readonly state: S;
}

/**
 * Takes a dataset through the quality rules, in the order of `REFINE_RULES`. Three passes over the records, in the same
 * order: `clean` shows each record to the rules that judge it by itself, and may repair it; `survey` shows what is left to
 * the rules that judge by all the others, and `compareWith` the records of a test file, if there is one; after `settle`, `judge` says where each of those goes. A record that one rule
 * takes out is not seen by the next.
 */
export class Refinement {
  readonly #actions: RefineReport['actions'];
  readonly #recordRules: Active<RecordRuleState>[] = [];
  readonly #setRules: Active<SetRuleState>[] = [];
  readonly #onFinding: (finding: RefineFinding) => void;
  readonly #byRule = byRule(() => 0);
  readonly #findings: RefineFinding[] = [];
  readonly #fates: Record<Fate, number> = { kept: 0, held_back: 0, dropped: 0 };
  readonly #openings = new SharedOpenings();
  #input = 0;
  #fixed = 0;

  constructor(settings: RefineSettings, tokenLimit: TokenLimit, onFinding: (finding: RefineFinding) => void) {
    this.#onFinding = onFinding;
    this.#actions = actionsOf(settings);
    const context = {
      nearDuplicateThreshold: settings.near_duplicate_threshold,
      tokenLimit,
      openings: this.#openings,
    };
    for (const rule of REFINE_RULES) {
      const action = this.#actions[rule];
      if (action === 'off') continue;
      const definition = QUALITY_RULES[rule];
      if (definition.scope === 'record')
        this.#recordRules.push({ rule, action, state: definition.begin(context) });
      else this.#setRules.push({ rule, action, state: definition.begin(context) });
    }
  }

  /** The record as it goes on, `repaired` where a rule is to repair; `fate` is `kept` unless a rule took it out. */
  clean(record: DatasetRecord): { record: DatasetRecord; repaired: boolean; fate: Fate } {
    this.#input += 1;
    let current = record;
    for (const { rule, action, state } of this.#recordRules) {
      const notice = state.examine(current);
      if (notice === null) continue;
      const done = action === 'fix' && notice.fixed === undefined ? beyondRepair(rule) : action;
      this.#note({ record: record.id, rule, action: done, with: null, evidence: notice.evidence });
      if (done === 'fix') current = notice.fixed!;
      const fate = fateOf(done);
      if (fate !== 'kept') {
        this.#fates[fate] += 1;
        return { record: current, repaired: current !== record, fate };
      }
    }
    this.#openings.see(current);
    return { record: current, repaired: current !== record, fate: 'kept' };
  }

  survey(record: DatasetRecord): void {
    for (const { state } of this.#setRules) state.survey?.(record);
  }

  /** Shows a record of the test file, after the last `survey`. */
  compareWith(testRecord: DatasetRecord): void {
    for (const { state } of this.#setRules) state.compareWith?.(testRecord);
  }

  async settle(): Promise<void> {
    for (const { state } of this.#setRules) await state.settle?.();
  }

  judge(record: DatasetRecord, repaired: boolean): Fate {
    const fate = this.#judge(record);
    this.#fates[fate] += 1;
    if (repaired && fate === 'kept') this.#fixed += 1;
    return fate;
  }

  /** What there is to say, after the last record was judged. */
  report(): RefineReport {
    const concluded = this.#setRules.map(({ rule, action, state }) => ({
      rule,
      found: (state.conclude?.() ?? []).map((evidence) => ({ rule, action, evidence })),
    }));
    const counts = { ...this.#byRule };
    for (const { rule, found } of concluded) counts[rule] += found.length;
    return {
      input: this.#input,
      ...this.#fates,
      fixed: this.#fixed,
      by_rule: counts,
      actions: this.#actions,
      dataset_findings: concluded.flatMap(({ found }) => found.slice(0, REPORTED_OF_DATASET)),
      skipped: this.#setRules.flatMap(({ rule, state }) => {
        const reason = state.skipped?.() ?? null;
        return reason === null ? [] : [{ rule, reason }];
      }),
      findings: [...this.#findings],
    };
  }

  #judge(record: DatasetRecord): Fate {
    const [question, answer] = [canonicalQuestion(record), answerText(record)];
    const gist = this.#openings.gist(record);
    const examined = { record, question, answer, gist, key: digestWords(`${question}${squeeze(answer)}`) };
    for (const { rule, action, state } of this.#setRules) {
      const notices = state.examine(examined);
      for (const notice of notices) this.#note({ record: record.id, rule, action, ...notice });
      const fate = notices.length > 0 ? fateOf(action) : 'kept';
      if (fate !== 'kept') return fate;
    }
    return 'kept';
  }

  #note({ record, rule, action, with: other, evidence }: RefineFinding): void {
    const finding = { record, rule, action, with: other, evidence };
    this.#byRule[rule] += 1;
    if (this.#findings.length < REPORTED) this.#findings.push(finding);
    this.#onFinding(finding);
  }
}

/** What becomes of a record that its rule was told to repair and could not. */
function beyondRepair(rule: RefineRule): RuleAction {
  const facts: RuleFacts = RULES[rule];
  return facts.beyondRepair ?? 'warn';
}

function fateOf(action: RuleAction): Fate {
  switch (action) {
    case 'drop':
      return 'dropped';
    case 'hold_back':
      return 'held_back';
    default:
      return 'kept';
  }
}
