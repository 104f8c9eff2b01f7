import { basename } from 'node:path';
import { datasetVersionIdSchema } from '../../contracts/api/fields.ts';
import type { DatasetVersionView } from '../../contracts/views.ts';
import { byteSize } from '../../setup/terminal/figures.mjs';
import type { Client, UploadOptions } from '../client.ts';
import { type Cli, userName } from '../context.ts';
import { type Upload, withUpload } from '../documents/pack.ts';
import { readableSource } from '../documents/sources.ts';
import { EXIT } from '../exit-status.ts';
import { type SpecOptions, specFrom } from '../spec-document.ts';
import { printable } from '../terminal/printable.ts';
import { followToResult, resultOf, statusLine } from './follow.ts';

export interface RunOptions extends SpecOptions {
  readonly dataset: string;
  readonly test?: string;
  readonly name: string;
  readonly wait?: boolean;
  readonly out?: string;
}

/** `touchstone run`: uploads, starts the run, and follows it to its end where asked, or where the service is our own. */
export async function run(cli: Cli, options: RunOptions): Promise<number> {
  const spec = await specFrom(options);
  // Before a service is started: a wrong path is found at once.
  for (const source of [options.dataset, options.test]) {
    if (source !== undefined && !isVersionId(source)) await readableSource(source);
  }
  const client = await cli.client();
  const dataset = await datasetVersion(cli, client, options.dataset, options.name, kindIn(spec));
  const test =
    options.test === undefined
      ? null
      : await datasetVersion(cli, client, options.test, testName(options.name), 'records');
  const created = await client.createRun({
    name: options.name,
    dataset,
    test,
    spec,
    trigger: { kind: 'cli', by: userName() },
  });
  const begun = created.request.outcome === 'joined' ? 'joinedRun' : 'started';
  cli.print(cli.say(begun, { run: created.id, name: created.name }));
  if (options.wait === true || cli.finder.embedded) {
    if (options.wait !== true) cli.print(cli.say('carriesRun'));
    return followToResult(cli, created.id, options.out);
  }
  cli.result(resultOf(created, null), [statusLine(cli, created)]);
  return EXIT.pass;
}

/** Id of a version: the one that was named, or that of the file, which is uploaded. */
async function datasetVersion(
  cli: Cli,
  client: Client,
  source: string,
  name: string,
  kind: unknown,
): Promise<string> {
  if (isVersionId(source)) return source;
  return (await upload(cli, client, [source], name, { kind })).id;
}

function isVersionId(source: string): boolean {
  return datasetVersionIdSchema.safeParse(source).success;
}

/** What a spec, as it was written, says that the upload holds. */
export function kindIn({ ingest }: Readonly<Record<string, unknown>>): unknown {
  return typeof ingest === 'object' && ingest !== null && 'kind' in ingest ? ingest.kind : undefined;
}

/** Uploads a file, or several documents as one, and shows how far it is. */
export async function upload(
  cli: Cli,
  client: Client,
  paths: readonly string[],
  name: string,
  { kind, ...said }: { readonly kind?: unknown } & UploadOptions = {},
): Promise<DatasetVersionView> {
  return withUpload(paths, { kind, signal: cli.interrupt }, async ({ file, packed }) => {
    const shown = printable(basename(file));
    try {
      for (const line of packedLines(cli, packed)) cli.print(line);
      const version = await client.uploadDataset(name, file, {
        signal: cli.interrupt,
        ...said,
        onProgress: (sent, total) =>
          cli.lines.draw([
            `${cli.say('uploading', { file: shown })}  ${byteSize(sent)} / ${byteSize(total)}`,
          ]),
      });
      cli.lines.clear();
      const { dataset, version: number } = version;
      cli.print(cli.say('uploaded', { file: shown, dataset, version: number }));
      return version;
    } finally {
      cli.lines.clear();
    }
  });
}

/** How many files went into a pack, and which of those named did not. */
export function packedLines({ say }: Cli, packed: Upload['packed']): string[] {
  if (packed === null) return [];
  return [
    say('packed', { files: packed.files.length }),
    ...packed.skipped.map((name) => say('packSkipped', { file: printable(name) })),
  ];
}

/** The dataset that holds a run's own test file; beside the training records, and within the length of a name. */
function testName(name: string): string {
  return `${name.slice(0, 58)}.test`;
}
