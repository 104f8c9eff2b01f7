import { type HeadlineMetrics, headlinesOf } from '../../contracts/registry.ts';
import type { RunView } from '../../contracts/views.ts';
import type { Cli } from '../context.ts';
import { EXIT, exitOfRun } from '../exit-status.ts';
import { followRun } from '../http/run-events.ts';
import { fetchReport, type LocalReport } from '../report-files.ts';
import { answerLines } from '../terminal/answer-lines.ts';
import { problemLines } from '../terminal/problem-lines.ts';
import { comparisonLines, verdictLine, whereLines } from '../terminal/result-lines.ts';
import { RunDisplay } from '../terminal/run-display.ts';

/** What `--json` prints about a run; part of what CI relies on. Fields may be added. */
export interface RunResult {
  readonly run_id: string | null;
  readonly name: string | null;
  /** `error`: there is no run; `interrupted`: the person stopped following it. */
  readonly status: RunView['status'] | 'error' | 'interrupted';
  readonly verdict: RunView['verdict'];
  readonly metrics: { readonly base: HeadlineMetrics | null; readonly tuned: HeadlineMetrics | null };
  readonly model: RunView['model'];
  /** Path of the report's page, null where the run ended before it made one. */
  readonly report: string | null;
  readonly stages: readonly {
    readonly name: string;
    readonly status: string;
    readonly cached: boolean;
    readonly seconds: number | null;
  }[];
  readonly error: RunView['error'];
}

/** How a followed run ended. */
export interface FollowedRun {
  /** null where the person stopped following. */
  readonly run: RunView | null;
  readonly report: LocalReport | null;
}

/** Shows a run until its end, then fetches its report. */
export async function follow(cli: Cli, runId: string, out?: string): Promise<FollowedRun> {
  const display = new RunDisplay(cli.lines, cli.say, cli.language);
  try {
    const events = followRun(runId, {
      connect: () => cli.finder.connect(),
      signal: cli.interrupt,
      onLost: () => display.print(cli.say('lostConnection')),
    });
    for await (const event of events) display.show(event);
  } finally {
    display.close();
  }
  if (cli.interrupt.aborted) return { run: null, report: null };
  const client = await cli.client();
  const run = await client.showRun(runId);
  const { language } = cli;
  const report = await fetchReport(client, run, {
    home: cli.settings().home,
    language,
    ...(out === undefined ? {} : { out }),
  });
  return { run, report };
}

/** Follows a run to its end, prints its result, and gives the exit status that tells it. */
export async function followToResult(cli: Cli, runId: string, out?: string): Promise<number> {
  const { run, report } = await follow(cli, runId, out);
  if (run === null) {
    cli.result(resultWithout('interrupted', runId, null), []);
    return stopFollowing(cli, runId);
  }
  cli.result(resultOf(run, report), ['', ...resultLines(cli, run, report)]);
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

export function resultOf(run: RunView, report: LocalReport | null): RunResult {
  const headlines = report && headlinesOf(report.evaluation);
  return {
    run_id: run.id,
    name: run.name,
    status: run.status,
    verdict: run.verdict,
    metrics: { base: headlines?.base ?? null, tuned: headlines?.tuned ?? null },
    model: run.model,
    report: report?.page ?? null,
    stages: run.stages.map(({ stage, status, cached, seconds }) => ({
      name: stage,
      status,
      cached,
      seconds,
    })),
    error: run.error,
  };
}

/** The result of a command that saw no run to its end. */
export function resultWithout(
  status: 'error' | 'interrupted',
  runId: string | null,
  error: RunView['error'],
): RunResult {
  return {
    run_id: runId,
    name: null,
    status,
    verdict: null,
    metrics: { base: null, tuned: null },
    model: null,
    report: null,
    stages: [],
    error,
  };
}

export function statusLine({ say }: Cli, run: RunView): string {
  return say('statusOfRun', { run: run.id, status: say(`status_${run.status}`) });
}

/** The person pressed Ctrl-C: a service of our own ends with us and keeps the run, another one goes on with it. */
export async function stopFollowing(cli: Cli, run: string): Promise<number> {
  if (cli.finder.embedded) {
    cli.print(cli.say('stopping'));
    await cli.finder.close();
    cli.print(cli.say('pausedRun', { run, home: cli.settings().home }));
  } else {
    cli.print(cli.say('leftRun', { run }));
  }
  return EXIT.interrupted;
}
