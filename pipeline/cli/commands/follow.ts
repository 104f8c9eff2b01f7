import type { RunView } from '../../contracts/views.ts';
import type { Cli } from '../context.ts';
import { exitOfRun } from '../exit-status.ts';
import { patiently } from '../http/patience.ts';
import { followRun } from '../http/run-events.ts';
import { fetchReport, type LocalReport } from '../report-files.ts';
import { answerLines } from '../terminal/answer-lines.ts';
import { problemLines } from '../terminal/problem-lines.ts';
import { comparisonLines, verdictLine, whereLines } from '../terminal/result-lines.ts';
import { displayOf } from './display.ts';
import { interrupted } from './interrupt.ts';
import { resultOf, statusLine } from './run-result.ts';

/** What the commands take that follow a run to its end. */
export interface FollowOptions {
  /** Directory for the report. */
  readonly out?: string;
  /** Whether the run is cancelled when somebody interrupts the command; left out: as the surroundings say. */
  readonly cancelOnInterrupt?: boolean;
}

/** How a followed run ended. */
export interface FollowedRun {
  /** null where the person stopped following. */
  readonly run: RunView | null;
  readonly report: LocalReport | null;
}

/** Shows a run until its end, then fetches its report. */
export async function follow(cli: Cli, runId: string, out?: string): Promise<FollowedRun> {
  const { display, patience } = displayOf(cli);
  try {
    const events = followRun(runId, { ...patience, connect: () => cli.finder.connect() });
    for await (const event of events) display.show(event);
    if (!cli.interrupt.aborted) return await patiently(() => ended(cli, runId, out), patience);
  } catch (error) {
    if (!cli.interrupt.aborted) throw error;
  } finally {
    display.close();
  }
  return { run: null, report: null };
}

/** A run that has ended, with its report. */
async function ended(cli: Cli, runId: string, out: string | undefined): Promise<FollowedRun> {
  const client = await cli.client();
  const run = await client.showRun(runId);
  const { language } = cli;
  const options = { home: cli.settings().home, language, ...(out === undefined ? {} : { out }) };
  return { run, report: await fetchReport(client, run, options) };
}

/** Follows a run to its end, prints its result, and gives the exit status that tells it. */
export async function followToResult(
  cli: Cli,
  runId: string,
  { out, cancelOnInterrupt = cli.cancelsOnInterrupt }: FollowOptions,
  reused = false,
): Promise<number> {
  const { run, report } = await follow(cli, runId, out);
  if (run === null) return interrupted(cli, runId, cancelOnInterrupt);
  cli.result(resultOf(run, report, reused), ['', ...resultLines(cli, run, report)]);
  return exitOfRun(run);
}

/** What a person sees of a run that has ended. */
export function resultLines(cli: Cli, run: RunView, report: LocalReport | null): string[] {
  const { say } = cli;
  const verdict = verdictLine(run, say);
  return [
    ...(report === null ? [] : [...figureLines(report, cli), '']),
    ...(verdict === '' ? [statusLine(cli, run)] : [verdict]),
    ...(run.error === null ? [] : problemLines(run.error, say)),
    ...whereLines(run, report?.page ?? null, say),
  ];
}

/** Base beside tuned, by the figures of the task. */
function figureLines({ evaluation }: LocalReport, { say, language }: Cli): string[] {
  return evaluation.task === 'classification'
    ? comparisonLines(evaluation, say)
    : answerLines(evaluation, say, language);
}
