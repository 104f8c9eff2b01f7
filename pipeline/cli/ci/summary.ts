import type { AnyReportModel } from '../../contracts/report.ts';
import type { RunView } from '../../contracts/views.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { reportModel } from '../report-files.ts';
import { printable } from '../terminal/printable.ts';
import { type Figures, figuresOf, reasonOf } from './figures.ts';

/** What `runs summary` tells, in the order of its lines; part of what CI relies on. Fields may be added. */
export interface RunSummary {
  readonly run: string;
  readonly name: string;
  readonly status: RunView['status'];
  readonly verdict: RunView['verdict'];
  /** The published version of the model. */
  readonly version: number | null;
  /** The figure of merit: its name, and its value for each system on the same test records. */
  readonly metric: string | null;
  readonly tuned: number | null;
  readonly base: number | null;
  readonly production: number | null;
  /** One line with verdict and figures, for a build's description. */
  readonly headline: string;
  /** A few words of it, for a badge. */
  readonly badge: string;
  /** Why it is not PASS, or what the run failed of. */
  readonly reason: string | null;
  /** Where the service shows the report. */
  readonly report: string | null;
}

/**
 * A run in a few lines `TOUCHSTONE_VERDICT=PASS`, as GitLab (dotenv), GitHub (GITHUB_OUTPUT) and a shell take them; an
 * empty value where there is none. Ends with 0 whatever the verdict: it tells, and judges nothing.
 */
export async function showSummary(cli: Cli, runId: string): Promise<number> {
  const summary = await cli.patiently(async (client) => {
    const run = await client.showRun(runId);
    return summaryOf(cli, run, await reportModel(client, run));
  });
  cli.result(
    summary,
    Object.entries(summary).map(
      ([name, value]) => `TOUCHSTONE_${name.toUpperCase()}=${printable(String(value ?? ''))}`,
    ),
  );
  return EXIT.pass;
}

function summaryOf(cli: Cli, run: RunView, report: AnyReportModel | null): RunSummary {
  const figures = report && figuresOf(report);
  return {
    run: run.id,
    name: run.name,
    status: run.status,
    verdict: run.verdict,
    version: run.model?.version ?? null,
    metric: figures?.metric[cli.language] ?? null,
    tuned: figures?.tuned ?? null,
    base: figures?.base ?? null,
    production: figures?.production ?? null,
    headline: headline(cli, run, figures),
    badge: badge(cli, run, figures),
    reason: reasonOf(run, report, cli.language),
    report: report === null ? null : `${client(cli)}/v1/runs/${run.id}/report`,
  };
}

function headline(cli: Cli, run: RunView, figures: Figures | null): string {
  const { say, language } = cli;
  if (run.verdict === null || figures === null) {
    const status = say(`status_${run.status}`);
    return run.error === null ? status : say('summaryFailed', { status, code: run.error.code });
  }
  const { tuned, base, production } = figures;
  const beside = production ?? base;
  return say(production === null ? 'summaryBesideBase' : 'summaryBesideProduction', {
    verdict: say(`summary_${run.verdict}`),
    metric: figures.metric[language],
    tuned: tuned.toFixed(3),
    beside: beside.toFixed(3),
    change: signed(tuned - beside),
  });
}

function badge({ say, language }: Cli, run: RunView, figures: Figures | null): string {
  if (run.verdict === null || figures === null) return say(`status_${run.status}`);
  const change = signed(figures.tuned - (figures.production ?? figures.base));
  return `${run.verdict} ${figures.metric[language]} ${figures.tuned.toFixed(3)} (${change})`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}

/** The service's address, without a slash at its end. */
function client(cli: Cli): string {
  return (cli.finder.named ?? '').replace(/\/+$/, '');
}
