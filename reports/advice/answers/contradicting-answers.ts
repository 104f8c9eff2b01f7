import type { AnyReportModel } from '../../../pipeline/contracts/report.ts';
import type { AdviceCase } from '../evidence.ts';

/** Applies when refining found equal questions with different answers: no model can learn both. */
export function contradictingAnswers({ refine }: AnyReportModel): AdviceCase<'contradicting_answers'> | null {
  const records = refine.by_rule.conflicting_label;
  return records === 0 ? null : { evidence: { records, input: refine.input }, gain: null };
}
