import { createReadStream, existsSync } from 'node:fs';
import { basename } from 'node:path';
import { datasetDiffSchema } from '../../contracts/api/dataset-diff.ts';
import { type DatasetDiff, RECORD_CHANGES } from '../../contracts/dataset-diff.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { requestJson } from '../http/connection.ts';
import { readableFile } from '../http/upload.ts';
import { printable } from '../terminal/printable.ts';
import { tableLines } from '../terminal/table.ts';
import { saveFile } from './save-file.ts';

/** Labels that a person is shown, those that changed most first. */
const LABELS = 20;

/** `petitions@2`, or `petitions` for its latest version. */
const VERSION = /^([a-z0-9][a-z0-9._-]{0,62})(?:@([1-9]\d{0,9}))?$/;

interface NamedVersion {
  readonly name: string;
  readonly version: number | null;
}

/** How two files of this machine, or two versions of a dataset, differ. */
export async function diffDatasets(
  cli: Cli,
  before: string,
  after: string,
  options: { out?: string },
): Promise<number> {
  const [from, to] = [namedVersion(before), namedVersion(after)];
  if ((from === null) !== (to === null)) {
    throw usage(cli.say('usage_diffMixed', { file: from === null ? before : after }));
  }
  const work =
    from && to ? compareVersions(cli, from, to, options.out) : compareFiles(cli, before, after, options.out);
  const { diff, ...more } = await work;
  cli.result({ ...more, ...diff, list: options.out ?? null }, diffLines(cli, diff, options.out));
  return EXIT.pass;
}

/** null for what is a file of this machine, or could be none but that. */
function namedVersion(text: string): NamedVersion | null {
  const match = VERSION.exec(text);
  if (match === null || existsSync(text)) return null;
  return { name: match[1]!, version: match[2] === undefined ? null : Number(match[2]) };
}

async function compareFiles(
  cli: Cli,
  before: string,
  after: string,
  out: string | undefined,
): Promise<{ diff: DatasetDiff }> {
  const { compareDatasets } = await import('../../../datasets/diff/compare.ts');
  const sizes = [await readableFile(before), await readableFile(after)].map(({ size }) => size);
  const total = Math.max(1, sizes[0]! + sizes[1]!);
  const file = (path: string) => ({
    name: basename(path),
    bytes: createReadStream(path, { highWaterMark: 1024 * 1024 }),
  });
  const { diff, list } = await compareDatasets(file(before), file(after), {
    signal: cli.interrupt,
    onBytes: (bytes) => {
      const percent = Math.min(100, Math.floor((100 * bytes) / total));
      cli.lines.draw([cli.say('comparing', { percent })], { type: 'work', work: 'compare', percent });
    },
  });
  cli.lines.clear();
  if (out !== undefined) await saveFile(out, linesOf(list()));
  return { diff };
}

async function compareVersions(cli: Cli, from: NamedVersion, to: NamedVersion, out: string | undefined) {
  if (from.name !== to.name) throw usage(cli.say('usage_diffNames'));
  const client = await cli.client();
  const path = `/v1/datasets/${encodeURIComponent(to.name)}/diff`;
  const latest = async () => (await client.showDataset(to.name)).latest?.version ?? 1;
  const query = new URLSearchParams({
    from: String(from.version ?? (await latest())),
    to: String(to.version ?? (await latest())),
  });
  const answer = await requestJson(client.connection, `${path}?${query}`, datasetDiffSchema, {
    timeoutMs: null,
    signal: cli.interrupt,
  });
  if (out !== undefined) await saveFile(out, await client.open(`${path}/records?${query}`, cli.interrupt));
  return { from: answer.from, to: answer.to, diff: answer.diff };
}

async function* linesOf(values: Iterable<unknown>): AsyncGenerator<string> {
  for (const value of values) yield `${JSON.stringify(value)}\n`;
}

function diffLines({ say }: Cli, diff: DatasetDiff, out: string | undefined): string[] {
  const { before, after } = diff;
  const facts = [before, after].map(({ records, format, container, encoding }) =>
    say('checkedFile', { records, format, container, encoding }),
  );
  const rows = (['unchanged', ...RECORD_CHANGES] as const).map((change) => [
    say(`change_${change}`),
    String(diff[change]),
  ]);
  const changed = diff.labels
    .filter((label) => label.before !== label.after)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
  const labels = changed
    .slice(0, LABELS)
    .map((label) => [
      label.label === null ? say('noLabel') : printable(label.label),
      String(label.before),
      String(label.after),
    ]);
  return [
    `${say('head_before')}: ${facts[0]}`,
    `${say('head_after')}: ${facts[1]}`,
    '',
    ...tableLines([{ title: say('head_change') }, { title: say('head_found'), align: 'right' }], rows),
    ...(labels.length === 0 ? [] : ['', ...labelLines(say, labels)]),
    ...(changed.length > LABELS ? [`  ${say('moreLabels', { count: changed.length - LABELS })}`] : []),
    ...(out === undefined ? [] : ['', `${say('listAt')}: ${out}`]),
  ];
}

function labelLines(say: Cli['say'], rows: readonly (readonly string[])[]): string[] {
  return tableLines(
    [
      { title: say('head_label') },
      { title: say('head_before'), align: 'right' },
      { title: say('head_after'), align: 'right' },
    ],
    rows,
  );
}

function usage(detail: string): TouchstoneError {
  return new TouchstoneError('CLI_USAGE', { params: { detail, command: 'touchstone dataset diff' } });
}
