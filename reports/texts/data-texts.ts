import type { SplitReport } from '../../pipeline/contracts/data-reports.ts';
import type { DecisionAction } from '../../pipeline/contracts/decisions.ts';
import type { RuleAction } from '../../pipeline/contracts/quality-rules.ts';

export type LeakageKind = SplitReport['leakage_check']['comparisons'][number]['kind'];

/** What the section on the data says. */
export interface DataTexts {
  readonly intakeTitle: string;
  readonly facts: Readonly<
    Record<
      | 'format'
      | 'encoding'
      | 'size'
      | 'language'
      | 'records'
      | 'instruction'
      | 'sheet'
      | 'normalised'
      | 'columns'
      | 'guessedColumns',
      string
    >
  >;
  readonly documents: {
    readonly read: string;
    readonly official: string;
    readonly sections: string;
    readonly passages: string;
    readonly characters: string;
    refused(count: string): string;
    more(count: string): string;
  };
  han(percent: string): string;
  readonly languageNames: Readonly<Record<'zh-TW' | 'en', string>>;
  readonly ownInstruction: string;
  readonly noInstruction: string;
  readonly withBom: string;
  normalised(texts: string): string;
  readonly flowTitle: string;
  readonly parts: Readonly<
    Record<'input' | 'kept' | 'held_back' | 'dropped' | 'train' | 'validation' | 'test' | 'leaked', string>
  >;
  readonly refineTitle: string;
  /** `heldBack` null: none was. */
  refineLead(input: string, kept: string, heldBack: string | null, dropped: string): string;
  repaired(count: string): string;
  readonly rule: string;
  readonly reason: string;
  readonly action: string;
  readonly found: string;
  /** In that column, of a rule that finds labels and not records. */
  labels(count: string): string;
  readonly actions: Readonly<Record<RuleAction | 'off', string>>;
  /** Titles of the rules that looked and found nothing. */
  foundNothing(titles: readonly string[]): string;
  /** A rule that could not look, and why. */
  skipped(title: string, reason: string): string;
  readonly decidedTitle: string;
  decidedLead(decisions: string): string;
  readonly decidedAbout: string;
  readonly decidedAction: string;
  readonly decidedBy: string;
  readonly decidedActions: Readonly<Record<DecisionAction, string>>;
  readonly overruled: string;
  readonly noRecord: string;
  moreDecisions(count: string): string;
  readonly findingsTitle: string;
  findings(shown: string, total: string): string;
  readonly record: string;
  readonly with: string;
  readonly scoreTitle: string;
  readonly score: {
    lead(overall: string): string;
    readonly part: string;
    readonly score: string;
    readonly formula: string;
    readonly next: string;
    gain(points: string): string;
  };
  readonly splitTitle: string;
  readonly methods: Readonly<Record<SplitReport['method'], string>>;
  leaked(count: string): string;
  testLeftOut(count: string): string;
  /** What was compared after the split, how many records, and how many were found to leak. */
  leakage(kinds: readonly LeakageKind[], compared: string, found: string | null): string;
  readonly perLabel: string;
  readonly settingsTitle: string;
}
