import { renderAnswerFile } from '../../reports/render.tsx';
import type { ReportFile } from '../contracts/report.ts';
import { CSV_START, csvRow } from '../contracts/spreadsheet.ts';
import type { AnswerFileEvaluation, JudgedWritten } from './evaluate-answers.ts';

/** The report on a file of written answers, as files; `name` is the title, by rule the file's name. */
export function answerFileReport(
  { records, ...facts }: AnswerFileEvaluation,
  name: string,
  at: Date,
): readonly ReportFile[] {
  const model = {
    format: 1 as const,
    kind: 'answer_file_evaluation' as const,
    name,
    made_at: at.toISOString(),
    ...facts,
  };
  return [
    ...renderAnswerFile(model),
    {
      path: 'predictions.csv',
      media: 'text/csv; charset=utf-8',
      content: [CSV_START, csvRow(COLUMNS), ...records.map(rowOf)].join(''),
    },
  ];
}

const COLUMNS = ['id', 'truth', 'prediction', 'score', 'readable', 'baseline', 'baseline_score'];

function rowOf({ id, truth, answer, score, readable, baseline }: JudgedWritten): string {
  const [other, otherScore] = baseline === null ? ['', ''] : [baseline.answer, baseline.score.toFixed(4)];
  return csvRow([id, truth, answer, score.toFixed(4), readable ? '1' : '0', other, otherScore]);
}
