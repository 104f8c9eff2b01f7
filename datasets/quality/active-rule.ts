import type { RefineRule } from '../../pipeline/contracts/quality.ts';
import type { RuleAction } from '../../pipeline/contracts/quality-rules.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import type { Standing } from './decided.ts';
import type { Notice } from './rule.ts';

/** A rule at work on a dataset. */
export interface Active<S> {
  readonly rule: RefineRule;
  readonly action: RuleAction;
  readonly state: S;
  /** The decision on the rule, where a person made one. */
  readonly standing: Standing | null;
}

/** A notice with all that becomes of it. */
export interface Noticed extends Notice {
  readonly record: DatasetRecord;
  /** Digest of the record's content as it came. */
  readonly origin: () => Uint32Array;
  readonly active: Active<unknown>;
  /** What the rule would do. */
  readonly wanted: RuleAction;
}
