import type { Localized } from './names.ts';
import { RULES, type RuleAction } from './quality-rules.ts';

export type RefineRule = keyof typeof RULES;

/** In the order in which a record meets the rules. */
export const REFINE_RULES = Object.keys(RULES) as readonly RefineRule[];

/** Something for each rule. */
export function byRule<T>(of: (rule: RefineRule) => T): Record<RefineRule, T> {
  return Object.fromEntries(REFINE_RULES.map((rule) => [rule, of(rule)])) as Record<RefineRule, T>;
}

/** One thing noticed about one record. */
export interface RefineFinding {
  readonly record: string;
  readonly rule: RefineRule;
  readonly action: RuleAction;
  /** The other record concerned (first of the duplicates, a contradicting record). */
  readonly with: string | null;
  readonly evidence: string;
}

/** One thing noticed about the dataset as a whole, not about any one record. */
export interface DatasetFinding {
  readonly rule: RefineRule;
  readonly action: RuleAction;
  readonly evidence: Localized;
}

/** A rule that was to look and could say nothing about this dataset. */
export interface SkippedRule {
  readonly rule: RefineRule;
  readonly reason: Localized;
}

/** input = kept + dropped + held_back, always; `fixed` are kept ones whose text was repaired. */
export interface RefineReport {
  readonly input: number;
  readonly kept: number;
  readonly dropped: number;
  readonly held_back: number;
  readonly fixed: number;
  readonly by_rule: Readonly<Record<RefineRule, number>>;
  /** What each rule was told to do; `off`: it did not look. */
  readonly actions: Readonly<Record<RefineRule, RuleAction | 'off'>>;
  /** At most 100 of each rule; `by_rule` counts all. */
  readonly dataset_findings: readonly DatasetFinding[];
  readonly skipped: readonly SkippedRule[];
  /** At most 1,000; the whole list is the stage's `findings` artifact (JSONL). */
  readonly findings: readonly RefineFinding[];
}
