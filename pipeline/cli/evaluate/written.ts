import { basename, join, resolve } from 'node:path';
import { REPORT_PATHS } from '../../../reports/page/paths.ts';
import type { AnswerMetrics } from '../../contracts/answer-evaluation.ts';
import type { AnswerFileFigures } from '../../contracts/answer-figures.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { AnswerTask } from '../../contracts/names.ts';
import type { NamedJudge } from '../../evaluate/endpoint/evaluate-written.ts';
import type { NamedEndpoint } from '../../evaluate/endpoint/settings.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { printable } from '../terminal/printable.ts';
import { DRAWING } from './drawing.ts';
import { keyIn } from './key-in.ts';
import { save } from './out-directory.ts';
import { writtenLines } from './written-lines.ts';

export interface WrittenOptions {
  readonly task: AnswerTask;
  readonly gold: string;
  readonly predictions?: string;
  readonly endpoint?: string;
  readonly model?: string;
  readonly keyEnv?: string;
  readonly inside?: boolean;
  readonly judge?: string;
  readonly judgeModel?: string;
  readonly judgeKeyEnv?: string;
  readonly judgeInside?: boolean;
  readonly judgeRecords: number;
  readonly baseline?: string;
  readonly slice: readonly string[];
  readonly countMissingAsWrong?: boolean;
  readonly matchLabels?: boolean;
  /** Absolute path of an empty directory, or null. */
  readonly out: string | null;
}

/**
 * `touchstone evaluate --task`: judges written answers of a file, or of a model behind an endpoint. Error: `CLI_USAGE` for options
 * that only labels have.
 */
export async function judgeWritten(cli: Cli, options: WrittenOptions): Promise<number> {
  const { task, gold, predictions, baseline, out } = options;
  if (hasLabelsOnly(options)) throw labelsOnly(cli, options);
  const { evaluateWritten } = await import('../../evaluate/endpoint/evaluate-written.ts');
  const says = { asking: 'evaluate_asking', judging: 'evaluate_judging' } as const;
  const evaluation = await evaluateWritten({
    task,
    gold,
    from: predictions === undefined ? { endpoint: endpointOf(cli, options) } : { predictions },
    judge: judgeOf(cli, options),
    journal: `${resolve(gold)}.answers`,
    baseline: baseline ?? null,
    countMissingAsWrong: options.countMissingAsWrong === true,
    options: DRAWING,
    signal: cli.interrupt,
    onProgress: (what, done, total) => cli.lines.draw([cli.say(says[what], { done, total })]),
  })
    .catch((error: unknown) => {
      throw TouchstoneError.from(error).inFile({
        gold: basename(gold),
        predictions: basename(predictions ?? ''),
        baseline: basename(baseline ?? ''),
      });
    })
    .finally(() => cli.lines.clear());
  const warnings = evaluation.warnings.map((warning) => warning[cli.language]);
  if (out !== null) {
    const { answerFileReport } = await import('../../evaluate/answer-report.ts');
    const { answers: _, ...judged } = evaluation;
    const name = predictions === undefined ? options.model! : basename(predictions);
    await save(out, answerFileReport(judged, name, new Date()));
  }
  const page = out === null ? null : join(out, REPORT_PATHS[cli.language]);
  const { answers } = evaluation;
  const endpoint = answers && {
    model: answers.model,
    unanswered: answers.unanswered,
    masked: answers.masked,
  };
  cli.result({ ...objectOf(evaluation.figures), ...(endpoint && { endpoint }), warnings, report: page }, [
    ...warnings.map(printable),
    ...writtenLines(evaluation.figures, cli.say, cli.language),
    ...(page === null ? [] : [cli.say('evaluated_report', { path: printable(page) })]),
  ]);
  return EXIT.pass;
}

function endpointOf(cli: Cli, { endpoint, model, keyEnv, inside }: WrittenOptions): NamedEndpoint {
  return { url: endpoint!, model: model!, key: keyIn(cli, keyEnv), inside: inside === true };
}

function judgeOf(cli: Cli, options: WrittenOptions): NamedJudge | null {
  const { judge, judgeModel, judgeKeyEnv, judgeInside, judgeRecords } = options;
  if (judge === undefined) return null;
  const key = keyIn(cli, judgeKeyEnv);
  return { url: judge, model: judgeModel!, key, inside: judgeInside === true, records: judgeRecords };
}

/** Whether an option was given that means something for labels only. */
function hasLabelsOnly({ matchLabels, slice }: WrittenOptions): boolean {
  return matchLabels === true || slice.length > 0;
}

function labelsOnly({ say }: Cli, { matchLabels }: WrittenOptions): TouchstoneError {
  const option = matchLabels === true ? '--match-labels' : '--slice';
  const detail = say('usage_labelsOnly', { option });
  return new TouchstoneError('CLI_USAGE', { params: { detail, command: 'touchstone evaluate' } });
}

/** What `--json` prints: the predictions' own figures at the top, as for labels, and the baseline's in `comparison`. */
function objectOf({ predictions, baseline, comparison, judge, ...facts }: AnswerFileFigures) {
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
    ...(judge && { judge }),
  };
}
