import type { AppliedDecision, DatasetDecision, DecidedReport } from '../../pipeline/contracts/decisions.ts';
import type { RefineRule } from '../../pipeline/contracts/quality.ts';
import type { RuleAction } from '../../pipeline/contracts/quality-rules.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';

/** Decisions that the report itself carries. */
const REPORTED = 1_000;

/** A decision at work. */
export interface Standing {
  readonly decision: DatasetDecision;
  records: number;
  overruled: boolean;
}

/** What people decided about a dataset, looked up by record and rule, with a count of the records each was about. */
export class Decided {
  readonly #all: readonly Standing[];
  readonly #byContent = new Map<string, Standing>();
  readonly #byRule = new Map<RefineRule, Standing>();

  constructor(decisions: readonly DatasetDecision[]) {
    this.#all = decisions.map((decision) => ({ decision, records: 0, overruled: false }));
    for (const standing of this.#all) {
      const { content, rule } = standing.decision;
      if (content !== null) this.#byContent.set(content, standing);
      if (rule !== null) this.#byRule.set(rule, standing);
    }
  }

  /** Whether any record is decided about; where none is, no digest need be worked out. */
  get ofRecords(): boolean {
    return this.#byContent.size > 0;
  }

  ofRecord(content: string): Standing | null {
    return this.#byContent.get(content) ?? null;
  }

  /** The decision on a rule, unless the spec of this run says itself what the rule is to do. */
  ofRule(rule: RefineRule, specSays: boolean): Standing | null {
    const standing = this.#byRule.get(rule) ?? null;
    if (standing === null || !specSays) return standing;
    standing.overruled = true;
    return null;
  }

  report(): DecidedReport {
    const list = this.#all.map(
      ({ decision, records, overruled }): AppliedDecision => ({ ...decision, records, overruled }),
    );
    return {
      decisions: list.length,
      without_record: list.filter(({ records }) => records === 0).length,
      list: list.slice(0, REPORTED),
    };
  }
}

/** What a rule does that a person decided about: it says so and keeps the record, or takes it out. */
export function ruleActionOf({ decision }: Standing): RuleAction {
  return decision.action === 'drop' || decision.action === 'hold_back' ? decision.action : 'warn';
}

/** The record with another answer: its label, and what the assistant says last. */
export function relabelled(record: DatasetRecord, label: string): DatasetRecord {
  const last = record.messages.length - 1;
  const messages = record.messages.map((message, n) =>
    n === last && message.role === 'assistant' ? { ...message, content: label } : message,
  );
  return { ...record, messages, label: record.label === null ? null : label };
}
