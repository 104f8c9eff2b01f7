import type { ReportModel } from '../../pipeline/contracts/report.ts';
import type { AdviceCase } from './evidence.ts';

/** Applies when the test holds labels that training never saw: those records cannot be answered right. */
export function unseenLabels({ evaluation }: ReportModel): AdviceCase<'unseen_labels'> | null {
  if (evaluation.unseen_labels.length === 0) return null;
  const records = evaluation.unseen_labels.reduce((sum, one) => sum + one.records, 0);
  const labels = evaluation.unseen_labels.slice(0, 5).map(({ label }) => label);
  return { evidence: { labels, records }, gain: records / evaluation.n };
}
