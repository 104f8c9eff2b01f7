import { DECISION_FACTS, type DecidedBy, type DecidedReport } from './decisions.ts';
import type { Localized } from './names.ts';
import { RULES, type RuleAction, type RuleFacts } from './quality-rules.ts';
import type { ScoreCard } from './score-card.ts';

export type RefineRule = keyof typeof RULES;

/** In the order in which a record meets the rules. */
export const REFINE_RULES = Object.keys(RULES) as readonly RefineRule[];

/** Something for each rule. */
export function byRule<T>(of: (rule: RefineRule) => T): Record<RefineRule, T> {
  return Object.fromEntries(REFINE_RULES.map((rule) => [rule, of(rule)])) as Record<RefineRule, T>;
}

/** What was done about a finding. `keep` and `relabel` are people's decisions; the others may be. */
export const FINDING_ACTIONS = ['drop', 'fix', 'hold_back', 'warn', 'keep', 'relabel'] as const;
export type FindingAction = RuleAction | 'keep' | 'relabel';

/** One thing noticed about one record. */
export interface RefineFinding {
  readonly record: string;
  /** Digest of its question and answer as they came; what a decision names it by. */
  readonly content: string;
  /** `decision`: no rule, but a person. */
  readonly rule: RefineRule | 'decision';
  readonly action: FindingAction;
  /** The other record concerned (first of the duplicates, a contradicting record). */
  readonly with: string | null;
  readonly evidence: string;
  /** Left out where the rule went by itself. */
  readonly decision?: DecidedBy;
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
  readonly score: ScoreCard;
  /** At most 100 of each rule; `by_rule` counts all. */
  readonly dataset_findings: readonly DatasetFinding[];
  readonly skipped: readonly SkippedRule[];
  readonly decided: DecidedReport;
  /** At most 1,000; the whole list is the stage's `findings` artifact (JSONL). */
  readonly findings: readonly RefineFinding[];
}

/** What people are told of a finding: the rule's title and explanation, or those of a person's decision. */
export function findingFacts(rule: RefineFinding['rule']): Pick<RuleFacts, 'title' | 'explanation'> {
  return rule === 'decision' ? DECISION_FACTS : RULES[rule];
}
