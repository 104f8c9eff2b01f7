import { randomUUID } from 'node:crypto';
import type { RunStatus } from '../../contracts/names.ts';
import type { RunTrigger } from '../../contracts/triggers.ts';
import type { RunView } from '../../contracts/views.ts';
import { duration } from '../../setup/terminal/figures.mjs';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { fetchReport } from '../report-files.ts';
import { moment, zoneHere } from '../terminal/moment.ts';
import { printable } from '../terminal/printable.ts';
import { problemLines } from '../terminal/problem-lines.ts';
import { tableLines } from '../terminal/table.ts';
import { source } from '../triggers/triggers.ts';
import { type FollowOptions, followToResult } from './follow.ts';
import { CANCEL_WITHIN_MS } from './interrupt.ts';
import { resultOf, statusLine } from './run-result.ts';

export async function listRuns(
  cli: Cli,
  options: { limit: number; name?: string; status?: RunStatus },
): Promise<number> {
  const { say } = cli;
  const { limit, ...filter } = options;
  const items = await (await cli.client()).listRuns(limit, filter);
  const rows = items.map((run) => [
    run.id,
    run.name,
    say(`status_${run.status}`),
    run.verdict ?? '',
    run.model === null ? '' : String(run.model.version),
    say(`trigger_${run.trigger.kind}`),
    run.createdAt,
  ]);
  const columns = [
    { title: say('head_id') },
    { title: say('head_model') },
    { title: say('head_status') },
    { title: say('head_verdict') },
    { title: say('head_version'), align: 'right' },
    { title: say('head_kind') },
    { title: say('head_created') },
  ] as const;
  cli.result({ items }, rows.length === 0 ? [say('nothing')] : tableLines(columns, rows));
  return EXIT.pass;
}

export async function showRun(cli: Cli, id: string): Promise<number> {
  const run = await (await cli.client()).showRun(id);
  cli.result(run, [
    ...startLines(cli, run),
    ...stageLines(cli, run),
    ...decisionLines(cli, run),
    ...endLines(cli, run),
  ]);
  return EXIT.pass;
}

export function followRunCommand(cli: Cli, id: string, options: FollowOptions): Promise<number> {
  return followToResult(cli, id, options);
}

export async function cancelRun(cli: Cli, id: string): Promise<number> {
  const once = randomUUID();
  const run = await cli.patiently((client) => client.cancelRun(id, once), CANCEL_WITHIN_MS);
  cli.result(resultOf(run, null), [statusLine(cli, run)]);
  return EXIT.pass;
}

/** A run that a service of our own resumes needs us to stay. */
export async function resumeRun(
  cli: Cli,
  id: string,
  options: FollowOptions & { wait?: boolean; follow?: boolean },
): Promise<number> {
  const run = await (await cli.client()).resumeRun(id);
  const stays = options.wait === true || options.follow === true || cli.finder.embedded;
  if (stays) return followToResult(cli, run.id, options);
  cli.result(resultOf(run, null), [statusLine(cli, run)]);
  return EXIT.pass;
}

export async function fetchRunReport(cli: Cli, id: string, options: { out?: string }): Promise<number> {
  const { language } = cli;
  const report = await cli.patiently(async (client) => {
    const run = await client.showRun(id);
    const fetched = await fetchReport(client, run, { home: cli.settings().home, language, ...options });
    // Asking for the page lets the service say, in its own words, why there is no report.
    if (fetched === null) await client.open(`/v1/runs/${encodeURIComponent(id)}/report/index.html`);
    return fetched;
  });
  cli.result({ run_id: id, report: report?.page ?? null }, [report?.page ?? '']);
  return EXIT.pass;
}

/** What started it, and what else it answers. */
function startLines(cli: Cli, { trigger, joined }: RunView): string[] {
  const { say } = cli;
  const words = (one: RunTrigger) => {
    const more = [one.reason, one.link].filter((text) => text !== null).map(printable);
    return [source(cli, one), ...more].join(', ');
  };
  return [
    say('startedBy', { source: words(trigger) }),
    ...joined.map((one) => say('joinedBy', { source: words(one), at: moment(one.at, zoneHere()) })),
    '',
  ];
}

function stageLines({ say }: Cli, run: RunView): string[] {
  const rows = run.stages.map(({ stage, status, cached, seconds, attempt }) => [
    say(`stage_${stage}`),
    say(`status_${status}`),
    seconds === null ? '' : duration(seconds),
    cached ? say('fromMemory') : attempt > 1 ? `× ${attempt}` : '',
  ]);
  return tableLines(
    [
      { title: say('head_stage') },
      { title: say('head_status') },
      { title: say('head_seconds'), align: 'right' },
      { title: say('head_remark') },
    ],
    rows,
  );
}

function decisionLines({ say, language }: Cli, run: RunView): string[] {
  if (run.decisions.length === 0) return [];
  return [
    '',
    `${say('decisions')}:`,
    ...run.decisions.map(
      ({ field, value, reason }) => `  ${field} = ${JSON.stringify(value)}  ${reason[language]}`,
    ),
  ];
}

function endLines(cli: Cli, run: RunView): string[] {
  const { say, language } = cli;
  const warnings = run.stages.flatMap((stage) => stage.summary?.warnings ?? []);
  return [
    ...(warnings.length === 0 ? [] : ['', `${say('warnings')}:`]),
    ...warnings.map((warning) => `  ${warning[language]}`),
    '',
    statusLine(cli, run),
    ...(run.error === null ? [] : problemLines(run.error, say)),
  ];
}
