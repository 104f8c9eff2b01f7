import { suiteListSchema, suiteSchema } from '../../contracts/api/suite.ts';
import type { SuiteSignature, SuiteView } from '../../contracts/suites.ts';
import { type Cli, userName } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { printable } from '../terminal/printable.ts';
import { tableLines } from '../terminal/table.ts';

/** Digits of a digest that a person is shown. */
const SHOWN_DIGITS = 12;

interface Signed {
  readonly by?: string;
  readonly reason: string;
}

/** `touchstone models freeze`: from now on all runs of the name are judged by this run's test set. */
export async function freeze(cli: Cli, name: string, options: Signed & { run: string }): Promise<number> {
  const client = await cli.client();
  const body = { run: options.run, ...signature(options) };
  const suite = await client.post(pathOf(name), body, suiteSchema);
  const { version, records } = suite;
  cli.result(suite, [cli.say('frozen', { name, version, records })]);
  return EXIT.pass;
}

export async function unfreeze(cli: Cli, name: string, options: Signed): Promise<number> {
  const client = await cli.client();
  const suite = await client.post(`${pathOf(name)}/unfreeze`, signature(options), suiteSchema);
  cli.result(suite, [cli.say('unfrozen', { name, version: suite.version })]);
  return EXIT.pass;
}

/** `touchstone models suite`: what is frozen, and what was. */
export async function showSuites(cli: Cli, name: string): Promise<number> {
  const client = await cli.client();
  const { items } = await client.get(pathOf(name), suiteListSchema);
  cli.result({ items }, items.length === 0 ? [cli.say('nothing')] : lines(cli, items));
  return EXIT.pass;
}

function lines({ say }: Cli, items: readonly SuiteView[]): string[] {
  const signed = (one: SuiteSignature | null) =>
    one === null ? '' : printable(`${one.at} ${one.by}: ${one.reason}`);
  return tableLines(
    [
      { title: say('head_version'), align: 'right' },
      { title: say('head_found'), align: 'right' },
      { title: say('head_looks'), align: 'right' },
      { title: say('head_digest') },
      { title: say('head_frozen') },
      { title: say('head_unfrozen') },
    ],
    items.map((one) => [
      String(one.version),
      String(one.records),
      String(one.looks),
      `${one.testDigest.slice(0, SHOWN_DIGITS)}…`,
      signed(one.frozen),
      signed(one.unfrozen),
    ]),
  );
}

function signature({ by, reason }: Signed): { by: string; reason: string } {
  return { by: by ?? userName() ?? 'cli', reason };
}

function pathOf(name: string): string {
  return `/v1/models/${encodeURIComponent(name)}/suite`;
}
