import { gitWatchSchema } from '../../contracts/api/git.ts';
import type { GitStatusView, GitWatchView } from '../../contracts/git/watch.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { moment, zoneHere } from '../terminal/moment.ts';
import { printable } from '../terminal/printable.ts';
import { problemLines } from '../terminal/problem-lines.ts';
import { tableLines } from '../terminal/table.ts';

/** `touchstone git show`: how the repository of a pipeline was found, and what its forge was told. */
export async function showWatch(cli: Cli, name: string): Promise<number> {
  return told(cli, await (await cli.client()).get(pathOf(name), gitWatchSchema));
}

/** `touchstone git look`: has it looked at as soon as may be. */
export async function lookNow(cli: Cli, name: string): Promise<number> {
  return told(cli, await (await cli.client()).post(`${pathOf(name)}/look`, {}, gitWatchSchema));
}

function told(cli: Cli, watch: GitWatchView): number {
  const { say } = cli;
  const { url, branch, commit, subject, lookedAt, wanted, failures, error, statuses } = watch;
  cli.result(watch, [
    `${say('head_repository')}: ${printable(url)}${branch === null ? '' : ` (${printable(branch)})`}`,
    commit === null
      ? say('gitNeverSeen')
      : say('gitSeen', { commit: commit.slice(0, 12), subject: printable(subject ?? '') }),
    ...(lookedAt === null ? [] : [say('gitLookedAt', { at: moment(lookedAt, zoneHere()) })]),
    ...(wanted ? [say('gitWanted')] : []),
    ...(failures > 0 ? [say('gitFailures', { failures })] : []),
    ...(error === null ? [] : problemLines(error, say)),
    ...(statuses.length === 0 ? [] : statusLines(cli, statuses)),
  ]);
  return error === null ? EXIT.pass : EXIT.usage;
}

function statusLines({ say }: Cli, statuses: readonly GitStatusView[]): string[] {
  const columns = (['commit', 'told', 'when', 'fault'] as const).map((head) => ({
    title: say(`head_${head}`),
  }));
  return [
    '',
    ...tableLines(
      columns,
      statuses.map((one) => [
        one.commit.slice(0, 12),
        one.state ?? '',
        one.sentAt === null ? '' : moment(one.sentAt, zoneHere()),
        printable(one.error?.title ?? ''),
      ]),
    ),
  ];
}

function pathOf(name: string): string {
  return `/v1/pipelines/${encodeURIComponent(name)}/git`;
}
