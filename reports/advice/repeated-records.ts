import type { AnyReportModel } from '../../pipeline/contracts/report.ts';
import type { AdviceCase } from './evidence.ts';

/** Share of the upload from which repetition is worth a person's while; any record of the test is. */
const LEAST_SHARE = 0.05;

/** Applies when a twentieth of the records were copies or near copies, or any was found in the test as well. */
export function repeatedRecords({ refine }: AnyReportModel): AdviceCase<'repeated_records'> | null {
  const { exact_duplicate: exact, near_duplicate: near, test_contamination: ofTest } = refine.by_rule;
  const records = exact + near + ofTest;
  const many = refine.input > 0 && records / refine.input >= LEAST_SHARE;
  return many || ofTest > 0 ? { evidence: { records, input: refine.input, ofTest }, gain: 0 } : null;
}
