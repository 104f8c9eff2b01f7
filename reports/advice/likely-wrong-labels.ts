import type { ReportModel } from '../../pipeline/contracts/report.ts';
import type { AdviceCase } from './evidence.ts';

/** Records that are named; the whole list is beside the report. */
const NAMED = 3;

/** Applies when cleaning named records whose label is more likely wrong than right, however few. */
export function likelyWrongLabels({ refine }: ReportModel): AdviceCase<'likely_wrong_labels'> | null {
  const records = refine.by_rule.label_noise;
  if (records === 0) return null;
  const first = refine.findings
    .filter(({ rule }) => rule === 'label_noise')
    .slice(0, NAMED)
    .map(({ record, evidence }) => ({ record, evidence }));
  return { evidence: { records, input: refine.input, first }, gain: null };
}
