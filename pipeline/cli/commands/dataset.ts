import { parse, resolve } from 'node:path';
import { mappingText, parseMapping } from '../../../datasets/columns/mapping.ts';
import type { ReadingHints } from '../../contracts/reading.ts';
import type { DatasetVersionView } from '../../contracts/views.ts';
import { byteSize } from '../../setup/terminal/figures.mjs';
import type { Cli } from '../context.ts';
import { readableSource } from '../documents/sources.ts';
import { EXIT } from '../exit-status.ts';
import { printable } from '../terminal/printable.ts';
import { tableLines } from '../terminal/table.ts';
import { upload } from './run.ts';

export async function addDataset(
  cli: Cli,
  files: readonly string[],
  options: { name?: string; expireRaw?: number; map?: string; encoding?: string; sheet?: string },
): Promise<number> {
  for (const file of files) await readableSource(file);
  const { name = nameFrom(resolve(files[0]!)), expireRaw, ...said } = options;
  // A mapping that cannot be read is told before anything is sent.
  if (said.map !== undefined) parseMapping(said.map);
  const expiring = expireRaw === undefined ? {} : { expireRawDays: expireRaw };
  const version = await upload(cli, await cli.client(), files, name, { ...said, ...expiring });
  cli.print(cli.say('addedUnread', { file: printable(files.join(' ')) }));
  const { expiresAt, reading } = version;
  const read = reading === null ? [] : [cli.say('readAs', { reading: printable(readingText(reading)) })];
  const expiry = expiresAt === null ? [] : [cli.say('expiresAt', { at: expiresAt })];
  cli.result(version, [...read, ...expiry, version.id]);
  return EXIT.pass;
}

export async function listDatasets(cli: Cli, options: { limit: number }): Promise<number> {
  const { say } = cli;
  const items = await (await cli.client()).listDatasets(options.limit);
  const rows = items.map(({ name, latest }) => [
    name,
    latest === null ? '' : String(latest.version),
    latest?.id ?? '',
    latest === null ? '' : printable(latest.filename),
    latest === null ? '' : byteSize(latest.bytes),
  ]);
  cli.result({ items }, rows.length === 0 ? [say('nothing')] : tableLines(columns(cli, 'head_name'), rows));
  return EXIT.pass;
}

export async function showDataset(cli: Cli, name: string, options: { limit: number }): Promise<number> {
  const client = await cli.client();
  const dataset = await client.showDataset(name);
  const versions = await client.listDatasetVersions(name, options.limit);
  const rows = versions.map((version) => [
    version.createdAt,
    String(version.version),
    version.id,
    printable(version.filename),
    byteSize(version.bytes),
    rawStateOf(cli, version),
    version.reading === null ? '' : printable(readingText(version.reading)),
  ]);
  const heads = [
    ...columns(cli, 'head_created'),
    { title: cli.say('head_raw') },
    { title: cli.say('head_reading') },
  ];
  cli.result({ ...dataset, versions }, tableLines(heads, rows));
  return EXIT.pass;
}

/** What was said of reading a file, as one writes it. */
function readingText({ columns, encoding, sheet }: ReadingHints): string {
  const mapping = columns === undefined ? undefined : mappingText(Object.entries(columns));
  return [mapping, encoding, sheet].filter((said) => said !== undefined).join('; ');
}

/** Until when the raw file is there. */
function rawStateOf({ say }: Cli, { expiresAt, expiredAt }: DatasetVersionView): string {
  if (expiredAt !== null) return say('rawExpired', { at: expiredAt });
  return expiresAt === null ? say('rawKept') : say('rawUntil', { at: expiresAt });
}

function columns({ say }: Cli, first: 'head_name' | 'head_created') {
  return [
    { title: say(first) },
    { title: say('head_version'), align: 'right' },
    { title: say('head_id') },
    { title: say('head_file') },
    { title: say('head_bytes'), align: 'right' },
  ] as const;
}

/** A name within what the service allows, made from a file's: `年報 2026.csv` → `2026`, `Petitions.jsonl` → `petitions`. */
export function nameFrom(file: string): string {
  const name = parse(file)
    .name.toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+|[._-]+$/g, '')
    .slice(0, 63);
  return name === '' ? 'dataset' : name;
}
