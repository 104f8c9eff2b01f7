import { renderEvaluation } from '../../reports/render.tsx';
import { wrongByConfusion } from '../../stages/evaluate/wrong-examples.ts';
import type { JudgedRecord } from '../contracts/file-report.ts';
import type { ReportFile } from '../contracts/report.ts';
import { CSV_START, csvRow } from '../contracts/spreadsheet.ts';
import type { FileEvaluation } from './evaluate-files.ts';

/** Wrong answers that a report holds. */
const MOST_EXAMPLES = 200;

/** Characters of a record's text that an example keeps. */
const TEXT_LENGTH = 2000;

/** The report on a file of predictions, as files; `name` is the title, by rule the file's name. */
export function evaluationReport(evaluation: FileEvaluation, name: string, at: Date): readonly ReportFile[] {
  const { figures, warnings, records, bias } = evaluation;
  const model = {
    format: 1 as const,
    kind: 'file_evaluation' as const,
    name,
    made_at: at.toISOString(),
    figures,
    bias,
    warnings,
    wrong: wrongByConfusion(records, MOST_EXAMPLES).map((at) => shortened(records[at]!)),
  };
  return [
    ...renderEvaluation(model),
    {
      path: 'predictions.csv',
      media: 'text/csv; charset=utf-8',
      content: [CSV_START, csvRow(COLUMNS), ...records.map(rowOf)].join(''),
    },
  ];
}

function shortened(record: JudgedRecord): JudgedRecord {
  return { ...record, text: record.text === null ? null : [...record.text].slice(0, TEXT_LENGTH).join('') };
}

const COLUMNS = ['id', 'truth', 'prediction', 'right', 'confidence', 'baseline'];

function rowOf({ id, truth, answer, confidence, baseline }: JudgedRecord): string {
  const right = truth === answer ? '1' : '0';
  return csvRow([id, truth, answer, right, confidence === null ? '' : String(confidence), baseline ?? '']);
}
