import {
  REFINE_RULES,
  type RefineFinding,
  type RefineReport,
  type RefineRule,
} from '../../pipeline/contracts/data-reports.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { answerText, canonicalQuestion } from '../fingerprint/content.ts';
import { QUALITY_RULES } from './registry.ts';
import type { RuleState } from './rule.ts';

export type RefineSettings = Readonly<Record<'drop_empty' | 'drop_duplicates', boolean>>;

/** Findings that the report itself carries; the whole list is a file of its own. */
const REPORTED = 1_000;

/**
 * Takes a dataset through the quality rules, in the order of `REFINE_RULES`: `survey` every record first, then `keeps`
 * each in the same order. A record that one rule drops is not seen by the next.
 */
export class Refinement {
  readonly #rules: readonly { rule: RefineRule; action: RefineFinding['action']; state: RuleState }[];
  readonly #onFinding: (finding: RefineFinding) => void;
  readonly #byRule = Object.fromEntries(REFINE_RULES.map((rule) => [rule, 0])) as Record<RefineRule, number>;
  readonly #findings: RefineFinding[] = [];
  #input = 0;
  #kept = 0;
  #dropped = 0;

  constructor(settings: RefineSettings, onFinding: (finding: RefineFinding) => void) {
    this.#onFinding = onFinding;
    this.#rules = REFINE_RULES.map((rule) => {
      const { action, setting, begin } = QUALITY_RULES[rule];
      const on = setting === null || settings[setting];
      return { rule, action: on ? action : 'warn', state: begin() };
    });
  }

  survey(record: DatasetRecord): void {
    for (const { state } of this.#rules) state.survey?.(record);
  }

  /** Whether the record stays in the dataset. */
  keeps(record: DatasetRecord): boolean {
    this.#input += 1;
    const examined = { record, question: canonicalQuestion(record), answer: answerText(record) };
    for (const { rule, action, state } of this.#rules) {
      const notices = state.examine(examined);
      for (const notice of notices) this.#note({ rule, action, ...notice });
      if (notices.length > 0 && action === 'drop') {
        this.#dropped += 1;
        return false;
      }
    }
    this.#kept += 1;
    return true;
  }

  report(): RefineReport {
    return {
      input: this.#input,
      kept: this.#kept,
      dropped: this.#dropped,
      by_rule: { ...this.#byRule },
      findings: [...this.#findings],
    };
  }

  #note({ record, rule, action, with: other, evidence }: RefineFinding): void {
    const finding = { record, rule, action, with: other, evidence };
    this.#byRule[rule] += 1;
    if (this.#findings.length < REPORTED) this.#findings.push(finding);
    this.#onFinding(finding);
  }
}
