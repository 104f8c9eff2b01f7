import type { ReportModel } from '../../pipeline/contracts/report.ts';
import type { AdviceEvidence } from './evidence.ts';

const LEAST_SHARE = 0.01;

/** Applies when more than one in a hundred training records was cut to fit the model's length. */
export function truncatedRecords({
  training,
  split,
}: ReportModel): AdviceEvidence['truncated_records'] | null {
  const share = split.train === 0 ? 0 : training.truncated_records / split.train;
  return share > LEAST_SHARE ? { records: training.truncated_records, share } : null;
}
