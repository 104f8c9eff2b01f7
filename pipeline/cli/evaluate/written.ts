import { basename, join } from 'node:path';
import { REPORT_PATHS } from '../../../reports/page/paths.ts';
import type { AnswerMetrics } from '../../contracts/answer-evaluation.ts';
import type { AnswerFileFigures } from '../../contracts/answer-figures.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { AnswerTask } from '../../contracts/names.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { printable } from '../terminal/printable.ts';
import { DRAWING } from './drawing.ts';
import { save } from './out-directory.ts';
import { writtenLines } from './written-lines.ts';

export interface WrittenOptions {
  readonly task: AnswerTask;
  readonly gold: string;
  readonly predictions?: string;
  readonly endpoint?: string;
  readonly baseline?: string;
  readonly slice: readonly string[];
  readonly countMissingAsWrong?: boolean;
  readonly matchLabels?: boolean;
  /** Absolute path of an empty directory, or null. */
  readonly out: string | null;
}

/** `touchstone evaluate --task`: judges a file of written answers. Error: `CLI_USAGE` for options that only labels have. */
export async function evaluateWritten(cli: Cli, options: WrittenOptions): Promise<number> {
  const { task, gold, predictions, baseline, out } = options;
  if (predictions === undefined || hasLabelsOnly(options)) throw labelsOnly(cli, options);
  const { evaluateAnswers } = await import('../../evaluate/evaluate-answers.ts');
  const evaluation = await evaluateAnswers({
    task,
    gold,
    predictions,
    baseline: baseline ?? null,
    countMissingAsWrong: options.countMissingAsWrong === true,
    options: DRAWING,
    signal: cli.interrupt,
  }).catch((error: unknown) => {
    throw TouchstoneError.from(error).inFile({
      gold: basename(gold),
      predictions: basename(predictions),
      baseline: basename(baseline ?? ''),
    });
  });
  const warnings = evaluation.warnings.map((warning) => warning[cli.language]);
  if (out !== null) {
    const { answerFileReport } = await import('../../evaluate/answer-report.ts');
    await save(out, answerFileReport(evaluation, basename(predictions), new Date()));
  }
  const page = out === null ? null : join(out, REPORT_PATHS[cli.language]);
  cli.result({ ...objectOf(evaluation.figures), warnings, report: page }, [
    ...warnings.map(printable),
    ...writtenLines(evaluation.figures, cli.say, cli.language),
    ...(page === null ? [] : [cli.say('evaluated_report', { path: printable(page) })]),
  ]);
  return EXIT.pass;
}

/** Whether an option was given that means something for labels only. */
function hasLabelsOnly({ matchLabels, slice, endpoint }: WrittenOptions): boolean {
  return matchLabels === true || slice.length > 0 || endpoint !== undefined;
}

function labelsOnly({ say }: Cli, { matchLabels, slice }: WrittenOptions): TouchstoneError {
  const option = matchLabels === true ? '--match-labels' : slice.length > 0 ? '--slice' : '--endpoint';
  const detail = say('usage_labelsOnly', { option });
  return new TouchstoneError('CLI_USAGE', { params: { detail, command: 'touchstone evaluate' } });
}

/** What `--json` prints: the predictions' own figures at the top, as for labels, and the baseline's in `comparison`. */
function objectOf({ predictions, baseline, comparison, ...facts }: AnswerFileFigures) {
  const flat = ({ figures, intervals, unreadable, groups, scores }: AnswerMetrics) => ({
    ...figures,
    intervals,
    unreadable,
    groups,
    scores,
  });
  return {
    ...facts,
    ...flat(predictions),
    comparison: comparison && baseline && { ...comparison, baseline: flat(baseline) },
  };
}
