import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { REPORT_PATHS } from '../../../reports/page/paths.ts';
import { joinBelow } from '../../config/safe-path.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { ReportFile } from '../../contracts/report.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { readableFile } from '../http/upload.ts';
import { printable } from '../terminal/printable.ts';
import { evaluationLines } from './lines.ts';

export interface EvaluateOptions {
  readonly gold: string;
  readonly predictions: string;
  readonly baseline?: string;
  readonly slice: readonly string[];
  readonly targetAccuracy: number;
  readonly countMissingAsWrong?: boolean;
  readonly matchLabels?: boolean;
  readonly out?: string;
}

const DRAWS = 1000;
const CONFIDENCE = 0.95;
const SEED = 42;

/** `touchstone evaluate`: judges a file of predictions. Figures are no verdict, so it ends with 0 whatever they are. */
export async function evaluate(cli: Cli, options: EvaluateOptions): Promise<number> {
  const { gold, predictions, baseline } = options;
  for (const file of [gold, predictions, ...(baseline === undefined ? [] : [baseline])]) {
    await readableFile(file);
  }
  const out = options.out === undefined ? null : resolve(options.out);
  if (out !== null) await emptyDirectory(out);
  const { evaluateFiles } = await import('../../evaluate/evaluate-files.ts');
  const evaluation = await evaluateFiles({
    gold,
    predictions,
    baseline: baseline ?? null,
    slices: options.slice,
    countMissingAsWrong: options.countMissingAsWrong === true,
    matchLabels: options.matchLabels === true,
    options: { draws: DRAWS, confidence: CONFIDENCE, seed: SEED, target: options.targetAccuracy },
    signal: cli.interrupt,
  }).catch((error: unknown) => {
    throw TouchstoneError.from(error).inFile({
      gold: basename(gold),
      predictions: basename(predictions),
      baseline: basename(baseline ?? ''),
    });
  });
  const { figures } = evaluation;
  const warnings = evaluation.warnings.map((warning) => warning[cli.language]);
  if (out !== null) {
    const { evaluationReport } = await import('../../evaluate/report.ts');
    await save(out, evaluationReport(evaluation, basename(predictions), new Date()));
  }
  const page = out === null ? null : join(out, REPORT_PATHS[cli.language]);
  cli.result({ ...figures, warnings, report: page }, [
    ...warnings.map(printable),
    ...evaluationLines(figures, cli.say, cli.language),
    ...(page === null ? [] : [cli.say('evaluated_report', { path: printable(page) })]),
  ]);
  return EXIT.pass;
}

/** The directory, made where it is not there. Error: `CLI_OUTPUT_EXISTS` where something lies in it. */
async function emptyDirectory(path: string): Promise<void> {
  const found = await readdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new TouchstoneError('CLI_OUTPUT_EXISTS', { params: { path }, cause: error });
  });
  if (found.length > 0) throw new TouchstoneError('CLI_OUTPUT_EXISTS', { params: { path } });
}

async function save(directory: string, files: readonly ReportFile[]): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const { path, content } of files) {
    await writeFile(joinBelow(directory, path), content, { flag: 'wx', mode: 0o600 });
  }
}
