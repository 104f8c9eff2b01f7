import type { ListedFinding } from '../../contracts/finding-list.ts';
import { jsonLines } from '../../contracts/json-lines.ts';
import type { Client } from '../client.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { printable } from '../terminal/printable.ts';
import { tableLines } from '../terminal/table.ts';
import { saveFile } from './save-file.ts';

/** Characters of evidence that a person is shown. */
const EVIDENCE = 40;

/** `touchstone runs findings`: the first of them on the terminal, all of them in a file. */
export async function runFindings(
  cli: Cli,
  run: string,
  options: { csv?: string; out?: string; limit: number },
): Promise<number> {
  const client = await cli.client();
  const path = `/v1/runs/${encodeURIComponent(run)}/findings`;
  const files = [options.csv, options.out].filter((file) => file !== undefined);
  if (options.csv !== undefined) await save(cli, client, `${path}?format=csv`, options.csv);
  if (options.out !== undefined) await save(cli, client, path, options.out);
  const items = await firstOf(client, path, options.limit);
  const note =
    files.length > 0
      ? files.map((file) => cli.say('savedFindings', { file }))
      : items.length === options.limit
        ? [cli.say('shownFindings', { count: items.length })]
        : [];
  const lines = items.length === 0 ? [cli.say('checkedClean')] : [...findingLines(cli, items), ...note];
  cli.result({ run_id: run, items, files }, lines);
  return EXIT.pass;
}

async function save(cli: Cli, client: Client, path: string, file: string): Promise<void> {
  await saveFile(file, await client.open(path, cli.interrupt));
}

/** Reads no further than the last one that is asked for. */
async function firstOf(client: Client, path: string, limit: number): Promise<ListedFinding[]> {
  const stream = await client.open(path);
  const items: ListedFinding[] = [];
  for await (const finding of jsonLines(stream)) {
    items.push(finding as ListedFinding);
    if (items.length === limit) break;
  }
  stream.destroy();
  return items;
}

function findingLines({ say }: Cli, items: readonly ListedFinding[]): string[] {
  const rows = items.map(({ record, title, action, with: other, evidence }) => [
    printable(other === null ? record : `${record} ↔ ${other}`),
    printable(title),
    say(`action_${action}`),
    printable(evidence.slice(0, EVIDENCE)),
  ]);
  const heads = ['head_record', 'head_rule', 'head_action', 'head_evidence'] as const;
  return tableLines(
    heads.map((head) => ({ title: say(head) })),
    rows,
  );
}
