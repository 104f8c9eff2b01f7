import { pipelinePageSchema, pipelineSchema } from '../../contracts/api/pipeline.ts';
import { startedRunSchema } from '../../contracts/api/run.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { PipelineView } from '../../contracts/pipelines.ts';
import { type FollowOptions, followToResult } from '../commands/follow.ts';
import { resultOf, statusLine } from '../commands/run-result.ts';
import { type Cli, userName } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { gitPart } from '../git/git-part.ts';
import { type SpecOptions, specFrom } from '../spec-document.ts';
import { moment, zoneHere } from '../terminal/moment.ts';
import { printable } from '../terminal/printable.ts';
import { tableLines } from '../terminal/table.ts';

interface SetOptions extends SpecOptions {
  readonly dataset: string;
  readonly test?: string;
  readonly cron?: string;
  readonly tz?: string;
  readonly always?: boolean;
  readonly onUpload?: boolean;
  readonly git?: string;
  readonly by?: string;
}

/** `touchstone pipelines set`: keeps what is to be run for a name, in the place of what was kept. */
export async function setPipeline(cli: Cli, name: string, options: SetOptions): Promise<number> {
  const { dataset, test = null, cron, tz, always = false } = options;
  const schedule = cron === undefined ? null : { cron, tz: tz ?? zoneHere(), only_if_changed: !always };
  if (schedule === null && (tz !== undefined || always)) {
    const params = { detail: cli.say('usage_withoutCron'), command: 'touchstone pipelines set' };
    throw new TouchstoneError('CLI_USAGE', { params });
  }
  const spec = await specFrom(options);
  const git = await gitPart(options.git);
  const body = {
    dataset,
    test,
    spec,
    schedule,
    upload: options.onUpload === true,
    git,
    by: personOf(options),
  };
  return told(cli, await post(cli, name, '', body));
}

export async function listPipelines(cli: Cli, { limit }: { limit: number }): Promise<number> {
  const { say } = cli;
  const client = await cli.client();
  const items = await client.list(limit, (query) => client.get(`/v1/pipelines${query}`, pipelinePageSchema));
  const rows = items.map((one) => [
    one.name,
    one.dataset,
    startersOf(cli, one),
    one.paused === null ? nextOf(one) : say('pipelinePaused', { by: printable(one.paused.by) }),
  ]);
  const columns = (['name', 'dataset', 'starters', 'next'] as const).map((head) => ({
    title: say(`head_${head}`),
  }));
  cli.result({ items }, rows.length === 0 ? [say('nothing')] : tableLines(columns, rows));
  return EXIT.pass;
}

export async function showPipeline(cli: Cli, name: string): Promise<number> {
  return told(cli, await (await cli.client()).get(pathOf(name), pipelineSchema));
}

export async function pausePipeline(
  cli: Cli,
  name: string,
  options: { by?: string; reason: string },
): Promise<number> {
  const { reason } = options;
  return told(cli, await post(cli, name, '/pause', { by: personOf(options), reason }));
}

export async function resumePipeline(cli: Cli, name: string): Promise<number> {
  return told(cli, await post(cli, name, '/resume', {}));
}

export async function removePipeline(cli: Cli, name: string): Promise<number> {
  cli.result(await post(cli, name, '/remove', {}), [cli.say('pipelineRemoved', { name })]);
  return EXIT.pass;
}

/** `touchstone pipelines start`: a run now, followed as `touchstone run` follows its own. */
export async function startPipeline(
  cli: Cli,
  name: string,
  options: FollowOptions & { again?: boolean; wait?: boolean; follow?: boolean },
): Promise<number> {
  const client = await cli.client();
  const body = { trigger: { kind: 'cli', by: userName() }, again: options.again === true };
  const run = await client.post(`${pathOf(name)}/start`, body, startedRunSchema);
  cli.print(cli.say(run.request.outcome === 'joined' ? 'joinedRun' : 'started', { run: run.id, name }));
  const reused = run.request.outcome !== 'started';
  if (options.wait === true || options.follow === true || cli.finder.embedded)
    return followToResult(cli, run.id, options, reused);
  cli.result(resultOf(run, null, reused), [statusLine(cli, run)]);
  return EXIT.pass;
}

function told(cli: Cli, pipeline: PipelineView): number {
  cli.result(pipeline, pipelineLines(cli, pipeline));
  return EXIT.pass;
}

function pipelineLines(cli: Cli, pipeline: PipelineView): string[] {
  const { say } = cli;
  const { name, dataset, test, spec, schedule, paused, next, changedAt, changedBy, lastTrigger } = pipeline;
  const facts: [string, string][] = [
    [say('head_name'), name],
    [say('head_dataset'), dataset],
    [say('head_test'), test ?? ''],
    [say('head_spec'), Object.keys(spec).length === 0 ? '' : JSON.stringify(spec)],
    [say('head_starters'), startersOf(cli, pipeline)],
    ...next.map((one): [string, string] => [
      say('head_next'),
      `${moment(one, schedule!.tz)} (${schedule!.tz})`,
    ]),
    [say('head_changed'), `${moment(changedAt, zoneHere())} ${changedBy}`],
    [say('head_lastTrigger'), lastTrigger ?? ''],
  ];
  return [
    ...facts.flatMap(([title, value]) => (value === '' ? [] : [`${title}: ${printable(value)}`])),
    ...(paused === null
      ? []
      : [
          say('pipelinePausedSince', {
            at: moment(paused.at, zoneHere()),
            by: printable(paused.by),
            reason: printable(paused.reason),
          }),
        ]),
  ];
}

/** What starts it by itself. */
function startersOf({ say }: Cli, { schedule, upload, git }: PipelineView): string {
  const starters = [
    ...(schedule === null
      ? []
      : [`${schedule.cron} ${schedule.tz}${schedule.only_if_changed ? '' : ` (${say('alwaysRuns')})`}`]),
    ...(upload ? [say('trigger_upload')] : []),
    ...(git === null ? [] : [`${say('trigger_git')} ${git.url}`]),
  ];
  return starters.length === 0 ? say('byHandOnly') : starters.join('; ');
}

function nextOf({ next, schedule }: PipelineView): string {
  return next[0] === undefined || schedule === null ? '' : `${moment(next[0], schedule.tz)} (${schedule.tz})`;
}

function personOf({ by }: { readonly by?: string }): string {
  return by ?? userName() ?? 'cli';
}

async function post(cli: Cli, name: string, action: string, body: object): Promise<PipelineView> {
  return (await cli.client()).post(`${pathOf(name)}${action}`, body, pipelineSchema);
}

function pathOf(name: string): string {
  return `/v1/pipelines/${encodeURIComponent(name)}`;
}
