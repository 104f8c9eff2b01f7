import { resolve } from 'node:path';
import type { BaseView } from '../../contracts/service.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { tableLines } from '../terminal/table.ts';

export async function listBases(cli: Cli): Promise<number> {
  const items = await (await cli.client()).listBases();
  cli.result({ items }, baseLines(cli, items));
  return EXIT.pass;
}

/** The service reads the directory itself, so this works for a service on this machine. */
export async function addBase(
  cli: Cli,
  id: string,
  options: { from: string; digest?: string },
): Promise<number> {
  const added = await (await cli.client()).addBase(id, resolve(options.from), options.digest);
  cli.result(added, [cli.say('baseReady', { id: added.id, digest: added.installedDigest ?? '' })]);
  return EXIT.pass;
}

function baseLines({ say }: Cli, bases: readonly BaseView[]): string[] {
  const rows = bases.map((base) => [
    base.id,
    millions(base.parameters),
    say(`state_${base.state}`),
    base.licence.name,
    `${base.maker.name} (${base.maker.country})`,
  ]);
  return tableLines(
    [
      { title: say('head_id') },
      { title: say('head_parameters'), align: 'right' },
      { title: say('head_state') },
      { title: say('head_licence') },
      { title: say('head_maker') },
    ],
    rows,
  );
}

function millions(parameters: number): string {
  return parameters < 1e9 ? `${Math.round(parameters / 1e6)} M` : `${(parameters / 1e9).toFixed(1)} B`;
}
