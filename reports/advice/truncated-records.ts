import type { AnyReportModel } from '../../pipeline/contracts/report.ts';
import type { AdviceCase } from './evidence.ts';

const LEAST_SHARE = 0.01;

/** Applies when more than one in a hundred training records was cut to fit the model's length. */
export function truncatedRecords({
  training,
  split,
}: AnyReportModel): AdviceCase<'truncated_records'> | null {
  const share = split.train === 0 ? 0 : training.truncated_records / split.train;
  const records = training.truncated_records;
  return share > LEAST_SHARE ? { evidence: { records, share }, gain: null } : null;
}
