import { randomUUID } from 'node:crypto';
import type { Alias } from '../../contracts/names.ts';
import { type ModelVersion, meritOf } from '../../contracts/registry.ts';
import { type Cli, userName } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { printable } from '../terminal/printable.ts';
import { tableLines } from '../terminal/table.ts';

export async function listModels(cli: Cli, options: { limit: number }): Promise<number> {
  const items = await (await cli.client()).listModels(options.limit);
  cli.result({ items }, items.length === 0 ? [cli.say('nothing')] : versionLines(cli, items));
  return EXIT.pass;
}

/** Without a version all of them and the history of the aliases; with one, that one. */
export async function showModel(
  cli: Cli,
  name: string,
  version: string | undefined,
  options: { limit: number },
): Promise<number> {
  const client = await cli.client();
  if (version !== undefined) {
    const found = await client.showModel(name, version);
    cli.result(found, versionLines(cli, [found]));
    return EXIT.pass;
  }
  const versions = await client.listModelVersions(name, options.limit);
  const history = await client.modelHistory(name);
  const { say } = cli;
  const moves = history.map((move) => [
    move.at,
    move.alias,
    `${move.from ?? '–'} → ${move.to}`,
    printable(move.by),
    printable(move.reason ?? ''),
  ]);
  const columns = (['head_when', 'head_alias', 'head_move', 'head_by', 'head_reason'] as const).map(
    (key) => ({
      title: say(key),
    }),
  );
  cli.result({ name, versions, history }, [
    ...versionLines(cli, versions),
    ...(moves.length === 0 ? [] : ['', ...tableLines(columns, moves)]),
  ]);
  return EXIT.pass;
}

export interface AliasOptions {
  readonly alias: Alias;
  readonly by?: string;
  readonly reason?: string;
}

export async function promoteModel(
  cli: Cli,
  name: string,
  version: number,
  options: AliasOptions,
): Promise<number> {
  const once = randomUUID();
  const moved = await cli.patiently((client) =>
    client.promoteModel(name, options.alias, { version, ...signature(options) }, once),
  );
  return told(cli, moved, options.alias);
}

export async function rollBackModel(cli: Cli, name: string, options: AliasOptions): Promise<number> {
  const client = await cli.client();
  return told(cli, await client.rollBackModel(name, options.alias, signature(options)), options.alias);
}

function told(cli: Cli, model: ModelVersion, alias: Alias): number {
  const { name, version } = model;
  cli.result(model, [cli.say('promoted', { alias, name, version })]);
  return EXIT.pass;
}

function signature({ by, reason }: AliasOptions): { by: string; reason: string | null } {
  return { by: by ?? userName() ?? 'cli', reason: reason ?? null };
}

function versionLines({ say }: Cli, versions: readonly ModelVersion[]): string[] {
  const figure = (value: number | null) => (value === null ? '–' : value.toFixed(3));
  const rows = versions.map((version) => [
    version.name,
    String(version.version),
    version.aliases.join(', '),
    version.verdict,
    figure(meritOf(version.metrics.base)),
    figure(meritOf(version.metrics.tuned)),
    version.base.id,
    version.createdAt,
  ]);
  return tableLines(
    [
      { title: say('head_name') },
      { title: say('head_version'), align: 'right' },
      { title: say('head_aliases') },
      { title: say('head_verdict') },
      { title: `${say('head_macroF1')} ${say('column_base')}`, align: 'right' },
      { title: say('column_tuned'), align: 'right' },
      { title: say('head_base') },
      { title: say('head_created') },
    ],
    rows,
  );
}
