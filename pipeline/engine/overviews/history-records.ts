import type { IntakeReport, SplitReport } from '../../contracts/data-reports.ts';
import type { GenerateReport } from '../../contracts/generation.ts';
import type { HistoryRecords } from '../../contracts/model-history.ts';

/** What the data stages say of a run's records, in one row. */
export function historyRecords({
  intake,
  generate,
  split,
}: {
  readonly intake: IntakeReport;
  /** Left out in what was made before there was generation. */
  readonly generate?: GenerateReport | undefined;
  readonly split: SplitReport;
}): HistoryRecords {
  const { train, validation, test } = split;
  return { uploaded: intake.records, generated: generate?.generated ?? 0, train, validation, test };
}
