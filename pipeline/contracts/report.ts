import type { BaseModel } from './base.ts';
import type { IntakeReport, SplitReport, TrainingReport } from './data-reports.ts';
import type { EvaluationResult } from './evaluation.ts';
import type { EvaluationDetails } from './evaluation-details.ts';
import type { GateResult } from './gate.ts';
import type { GenerateReport } from './generation.ts';
import type { RefineReport } from './quality.ts';
import type { Decision } from './stage.ts';

/** Everything that a report says, gathered by the report stage; `reports/` turns it into pages. It holds no path, no
 *  secret and no run id, so that the same work gives the same report. */
export interface ReportModel {
  readonly format: 1;
  readonly name: string;
  readonly made_at: string;
  readonly dataset: { readonly digest: string };
  readonly test: { readonly digest: string } | null;
  readonly base: Pick<BaseModel, 'id' | 'digest' | 'licence' | 'parameters'>;
  readonly spec: unknown;
  readonly decisions: readonly Decision[];
  readonly intake: IntakeReport;
  /** Absent in reports that are older than generation. */
  readonly generate?: GenerateReport;
  readonly refine: RefineReport;
  readonly split: SplitReport;
  readonly training: TrainingReport;
  readonly evaluation: EvaluationResult;
  /** Absent in older reports; null of answers that were written. */
  readonly details?: EvaluationDetails | null;
  readonly gate: GateResult;
  readonly code_version: string;
}

/** One file of a rendered report, path relative to the report's directory. */
export interface ReportFile {
  readonly path: string;
  readonly media: string;
  readonly content: string | Uint8Array;
}
