import type { Localized } from './names.ts';
import type { RULES } from './quality-rules.ts';

/** What a person may have done with a record, or with all that a rule finds. Only a record can be relabelled. */
export const DECISION_ACTIONS = ['keep', 'drop', 'hold_back', 'relabel'] as const;
export type DecisionAction = (typeof DECISION_ACTIONS)[number];

/** Shape of a content digest: the first 128 bits of a SHA-256, lower-case hex. */
export const CONTENT_DIGEST_PATTERN = /^[0-9a-f]{32}$/;

/** Who decided, and why. */
export interface DecidedBy {
  readonly by: string;
  readonly reason: string;
}

/**
 * What a person decided about a dataset, in force for every upload of it. One of `content` and `rule` is null: a record
 * is named by the digest of its question and answer, so that it is found again wherever it stands.
 */
export interface DatasetDecision extends DecidedBy {
  readonly content: string | null;
  readonly rule: keyof typeof RULES | null;
  readonly action: DecisionAction;
  /** The right answer, for `relabel`; else null. */
  readonly label: string | null;
}

/** A decision and what came of it in one run. */
export interface AppliedDecision extends DatasetDecision {
  /** Records that it was about; 0: there is none any more. */
  readonly records: number;
  /** True for a rule whose action the run's own spec sets, which comes first. */
  readonly overruled: boolean;
}

/** What people's decisions came to in one run. */
export interface DecidedReport {
  /** Decisions in force. */
  readonly decisions: number;
  /** Those of them that were about no record of this upload. */
  readonly without_record: number;
  /** At most 1,000; the whole list is what the decisions' route shows. */
  readonly list: readonly AppliedDecision[];
}

/** What people are told of a finding that is no rule's. */
export const DECISION_FACTS: { readonly title: Localized; readonly explanation: Localized } = {
  title: { en: 'Decided by a person', 'zh-TW': '由人決定' },
  explanation: {
    en: 'A person decided about this record; the decision holds for every upload of the dataset until it is withdrawn.',
    'zh-TW': '已由人就此記錄作成決定；撤回之前，此資料集的每次上傳都適用。',
  },
};
