import type { AnswerEvaluation, AnyEvaluation } from './answer-evaluation.ts';
import type { BaseModel } from './base.ts';
import type { IntakeReport, SplitReport, TrainingReport } from './data-reports.ts';
import type { EvaluationResult } from './evaluation.ts';
import type { EvaluationDetails } from './evaluation-details.ts';
import type { GateResult } from './gate.ts';
import type { GenerateReport } from './generation.ts';
import type { PreviousRun } from './previous-run.ts';
import type { RefineReport } from './quality.ts';
import type { ResourcesReport } from './resources.ts';
import type { Decision } from './stage.ts';
import type { TestLook } from './suites.ts';
import type { TriggerCause } from './triggers.ts';

/** Everything that a report on a classification says, gathered by the report stage; `reports/` turns it into pages. It
 *  holds no path, no secret and no run id, so that the same work gives the same report. */
export interface ReportModel {
  readonly format: 1;
  readonly name: string;
  readonly made_at: string;
  /** What started the run. Absent in older reports. */
  readonly started_by?: TriggerCause;
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
  /** Absent in reports that are older than the count of looks. */
  readonly look?: TestLook;
  /** What became of the last other model's advice; null where there is none, absent in older reports. */
  readonly previous?: PreviousRun | null;
  readonly evaluation: EvaluationResult;
  /** Absent in older reports; null of answers that were written. */
  readonly details?: EvaluationDetails | null;
  readonly gate: GateResult;
  /** Absent in older reports. */
  readonly resources?: ResourcesReport;
  readonly code_version: string;
}

/** The same for a task whose answers are written. */
export interface AnswerReportModel extends Omit<ReportModel, 'evaluation'> {
  readonly evaluation: AnswerEvaluation;
}

/** A report, whatever the task: what those parts of it get that look at data, training and gate alone. */
export interface AnyReportModel extends Omit<ReportModel, 'evaluation'> {
  readonly evaluation: AnyEvaluation;
}

/** What is done with a report by its kind of task; each kind gets the model with the evaluation that it knows. */
export function byKindOfReport<T>(
  model: AnyReportModel,
  kinds: {
    readonly classification: (model: ReportModel) => T;
    readonly answers: (model: AnswerReportModel) => T;
  },
): T {
  const { evaluation } = model;
  return evaluation.task === 'classification'
    ? kinds.classification({ ...model, evaluation })
    : kinds.answers({ ...model, evaluation });
}

/** One file of a rendered report, path relative to the report's directory. */
export interface ReportFile {
  readonly path: string;
  readonly media: string;
  readonly content: string | Uint8Array;
}
