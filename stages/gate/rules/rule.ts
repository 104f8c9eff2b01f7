import type { AnyEvaluation } from '../../../pipeline/contracts/answer-evaluation.ts';
import type { LeakageCheck } from '../../../pipeline/contracts/data-reports.ts';
import type { GateRuleResult } from '../../../pipeline/contracts/gate.ts';
import type { Language, Localized } from '../../../pipeline/contracts/names.ts';
import type { PipelineSpec } from '../../../pipeline/contracts/spec.ts';
import { type Figures, figuresIn } from '../../../reports/format/figures.ts';

export type GatePolicy = PipelineSpec['gate'];

/** What the gate knows of the data that model and test came from. */
export interface DataEvidence {
  readonly leakage: LeakageCheck;
  /** The score card's overall score, 0–100. */
  readonly score: number;
}

/** One rule of the gate: a pure judgement of evaluation and data; null where the policy switches the rule off. */
export type Rule = (
  evaluation: AnyEvaluation,
  policy: GatePolicy,
  data: DataEvidence,
) => GateRuleResult | null;

/** One sentence in both languages, each with the figures written its own way. */
export function sentence(write: Readonly<Record<Language, (figures: Figures) => string>>): Localized {
  return { 'zh-TW': write['zh-TW'](figuresIn('zh-TW')), en: write.en(figuresIn('en')) };
}
