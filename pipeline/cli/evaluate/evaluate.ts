import { basename, join, resolve } from 'node:path';
import { REPORT_PATHS } from '../../../reports/page/paths.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { TaskKind } from '../../contracts/names.ts';
import type { EndpointEvaluation } from '../../evaluate/endpoint/evaluate-endpoint.ts';
import type { FileEvaluation } from '../../evaluate/evaluate-files.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { readableFile } from '../http/upload.ts';
import { printable } from '../terminal/printable.ts';
import { DRAWING } from './drawing.ts';
import { keyIn } from './key-in.ts';
import { evaluationLines } from './lines.ts';
import { emptyDirectory, save } from './out-directory.ts';
import { biasLines, writeSwaps } from './swaps.ts';
import { judgeWritten } from './written.ts';

export interface EvaluateOptions {
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
  readonly writeSwaps?: string;
  readonly swappedPredictions?: string;
  readonly task?: TaskKind;
  readonly slice: readonly string[];
  readonly targetAccuracy: number;
  readonly countMissingAsWrong?: boolean;
  readonly matchLabels?: boolean;
  readonly out?: string;
}

/**
 * `touchstone evaluate`: judges a file of predictions, or a model behind an endpoint. Figures are no verdict, so it ends with 0
 * whatever they are.
 */
export async function evaluate(cli: Cli, options: EvaluateOptions): Promise<number> {
  const { gold, predictions, baseline, swappedPredictions: swapped } = options;
  checkSource(cli, options);
  for (const file of [gold, predictions, baseline, swapped]) if (file !== undefined) await readableFile(file);
  const out = options.out === undefined ? null : resolve(options.out);
  if (out !== null) await emptyDirectory(out);
  const written = options.writeSwaps === undefined ? null : await writeSwaps(cli, gold, options.writeSwaps);
  if (written !== null && !hasSource(options)) {
    cli.result(written.result, written.lines);
    return EXIT.pass;
  }
  const task = options.task ?? 'classification';
  checkJudge(cli, options, task);
  if (task !== 'classification') return judgeWritten(cli, { ...options, task, out });
  const evaluation = await judged(cli, options).catch((error: unknown) => {
    throw TouchstoneError.from(error).inFile({
      gold: basename(gold),
      predictions: basename(predictions ?? ''),
      baseline: basename(baseline ?? ''),
      swapped: basename(swapped ?? ''),
    });
  });
  const { figures } = evaluation;
  const warnings = evaluation.warnings.map((warning) => warning[cli.language]);
  if (out !== null) {
    const { evaluationReport } = await import('../../evaluate/report.ts');
    const name = predictions === undefined ? options.model! : basename(predictions);
    await save(out, evaluationReport(evaluation, name, new Date()));
  }
  const page = out === null ? null : join(out, REPORT_PATHS[cli.language]);
  const { bias } = evaluation;
  cli.result({ ...figures, bias, ...facts(evaluation), ...written?.result, warnings, report: page }, [
    ...(written?.lines ?? []),
    ...warnings.map(printable),
    ...evaluationLines(figures, cli.say, cli.language),
    ...biasLines(bias, cli.say),
    ...(page === null ? [] : [cli.say('evaluated_report', { path: printable(page) })]),
  ]);
  return EXIT.pass;
}

const hasSource = ({ predictions, endpoint }: EvaluateOptions): boolean =>
  predictions !== undefined || endpoint !== undefined;

/** Predictions or an endpoint, and not both; neither where only swapped records are to be written. Error: `CLI_USAGE`. */
function checkSource({ say }: Cli, options: EvaluateOptions): void {
  const { predictions, endpoint, model, writeSwaps: swaps, swappedPredictions: swapped, task } = options;
  const isAlone = swaps !== undefined && swapped === undefined && !hasSource(options);
  const hasSwaps = swaps !== undefined || swapped !== undefined;
  const detail =
    hasSwaps && task !== undefined && task !== 'classification'
      ? say('evaluate_swapsLabels')
      : !isAlone && (predictions === undefined) === (endpoint === undefined)
        ? say('evaluate_source')
        : endpoint !== undefined && model === undefined
          ? say('usage_missingOption', { what: '--model' })
          : null;
  if (detail === null) return;
  throw new TouchstoneError('CLI_USAGE', { params: { detail, command: 'touchstone evaluate' } });
}

/** A judge compares two generated texts. Error: `CLI_USAGE`. */
function checkJudge({ say }: Cli, { judge, judgeModel, baseline }: EvaluateOptions, task: TaskKind): void {
  if (judge === undefined) return;
  const detail =
    task !== 'generation'
      ? say('evaluate_judgeTask')
      : baseline === undefined
        ? say('evaluate_judgeBaseline')
        : judgeModel === undefined
          ? say('usage_missingOption', { what: '--judge-model' })
          : null;
  if (detail === null) return;
  throw new TouchstoneError('CLI_USAGE', { params: { detail, command: 'touchstone evaluate' } });
}

async function judged(cli: Cli, options: EvaluateOptions): Promise<FileEvaluation | EndpointEvaluation> {
  const files = {
    gold: options.gold,
    baseline: options.baseline ?? null,
    swapped: options.swappedPredictions ?? null,
    slices: options.slice,
    countMissingAsWrong: options.countMissingAsWrong === true,
    matchLabels: options.matchLabels === true,
    options: { ...DRAWING, target: options.targetAccuracy },
    signal: cli.interrupt,
  };
  if (options.predictions !== undefined) {
    const { evaluateFiles } = await import('../../evaluate/evaluate-files.ts');
    return evaluateFiles({ ...files, predictions: options.predictions });
  }
  const { evaluateEndpoint } = await import('../../evaluate/endpoint/evaluate-endpoint.ts');
  return evaluateEndpoint({
    ...files,
    endpoint: {
      url: options.endpoint!,
      model: options.model!,
      key: keyIn(cli, options.keyEnv),
      inside: options.inside === true,
    },
    journal: `${resolve(options.gold)}.answers`,
    onProgress: (done, total) =>
      cli.lines.draw([cli.say('evaluate_asking', { done, total })], {
        type: 'work',
        work: 'evaluate',
        percent: (100 * done) / total,
      }),
  }).finally(() => cli.lines.clear());
}

/** What a program is told of an endpoint's answers. */
function facts(evaluation: FileEvaluation | EndpointEvaluation): object {
  if (!('answers' in evaluation)) return {};
  const { model, unreadable, unanswered, masked } = evaluation.answers;
  return { endpoint: { model, unreadable, unanswered, masked } };
}
