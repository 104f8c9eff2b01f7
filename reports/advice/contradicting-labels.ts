import type { ReportModel } from '../../pipeline/contracts/report.ts';
import type { AdviceCase } from './evidence.ts';

/** Applies when refining found equal texts with different labels: no model can learn both. */
export function contradictingLabels({ refine }: ReportModel): AdviceCase<'contradicting_labels'> | null {
  const records = refine.by_rule.conflicting_label;
  return records === 0 ? null : { evidence: { records, input: refine.input }, gain: null };
}
