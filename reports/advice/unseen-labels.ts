import type { ReportModel } from '../../pipeline/contracts/report.ts';
import type { AdviceEvidence } from './evidence.ts';

/** Applies when the test holds labels that training never saw: those records cannot be answered right. */
export function unseenLabels({ evaluation }: ReportModel): AdviceEvidence['unseen_labels'] | null {
  if (evaluation.unseen_labels.length === 0) return null;
  return {
    labels: evaluation.unseen_labels.slice(0, 5).map(({ label }) => label),
    records: evaluation.unseen_labels.reduce((sum, { records }) => sum + records, 0),
  };
}
