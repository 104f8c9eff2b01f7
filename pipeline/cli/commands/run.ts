import { basename } from 'node:path';
import { ciBuild } from '../../config/ci.ts';
import { datasetVersionIdSchema } from '../../contracts/api/fields.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { RunRequest, StartedRun } from '../../contracts/service.ts';
import type { SaidCause } from '../../contracts/triggers.ts';
import type { DatasetVersionView } from '../../contracts/views.ts';
import { byteSize } from '../../setup/terminal/figures.mjs';
import { Client, type UploadOptions } from '../client.ts';
import { type Cli, userName } from '../context.ts';
import { type Upload, withUpload } from '../documents/pack.ts';
import { readableSource } from '../documents/sources.ts';
import { EXIT } from '../exit-status.ts';
import { patiently } from '../http/patience.ts';
import { type SpecOptions, specFrom } from '../spec-document.ts';
import { beginRun, keyFor } from '../start/begin-run.ts';
import { type Checkout, checkoutAt } from '../start/checkout.ts';
import { printable } from '../terminal/printable.ts';
import { type FollowOptions, followToResult } from './follow.ts';
import { resultOf, statusLine } from './run-result.ts';

export interface RunOptions extends SpecOptions, FollowOptions {
  readonly dataset: string;
  readonly test?: string;
  readonly name: string;
  readonly wait?: boolean;
  /** The same as `wait`. */
  readonly follow?: boolean;
  readonly detach?: boolean;
  readonly idempotencyKey?: string | false;
  readonly again?: boolean;
}

/**
 * `touchstone run`: uploads, starts the run, and follows it to its end where asked, or where the service is our own. The same
 * command again finds the run that it started, wherever it was cut off before.
 */
export async function run(cli: Cli, options: RunOptions): Promise<number> {
  checkOptions(cli, options);
  const spec = await specFrom(options);
  // Before a service is started: a wrong path is found at once.
  for (const source of [options.dataset, options.test]) {
    if (source !== undefined && !isVersionId(source)) await readableSource(source);
  }
  const client = await clientFor(cli, options);
  const begun = await begin(cli, client, options, spec);
  tell(cli, begun);
  if (options.detach === true) {
    if (cli.json) cli.result(resultOf(begun, null, begun.reused), []);
    else cli.answer(begun.id);
    return EXIT.pass;
  }
  const asked = options.wait === true || options.follow === true;
  if (asked || cli.finder.embedded) {
    if (!asked) cli.print(cli.say('carriesRun'));
    return followToResult(cli, begun.id, options, begun.reused);
  }
  cli.result(resultOf(begun, null, begun.reused), [statusLine(cli, begun)]);
  return EXIT.pass;
}

/** A service that answers at this moment: one that was never there is told at once, one that goes away later is waited for. */
async function clientFor(cli: Cli, { detach }: RunOptions): Promise<Client> {
  const client = detach === true ? new Client(await cli.finder.connectToRunning()) : await cli.client();
  await client.version();
  return client;
}

async function begin(
  cli: Cli,
  client: Client,
  options: RunOptions,
  spec: Record<string, unknown>,
): Promise<StartedRun> {
  const { name } = options;
  const patience = {
    ...cli.patience,
    onLost: () => cli.print(cli.say('lostConnection', { seconds: cli.patience.patienceMs / 1000 })),
  };
  const sent = (source: string, as: string, kind: unknown): Promise<string> =>
    patiently(() => datasetVersion(cli, client, source, as, kind), patience);
  const dataset = await sent(options.dataset, name, kindIn(spec));
  const test = options.test === undefined ? null : await sent(options.test, testName(name), 'records');
  const checkout = await checkoutAt(isVersionId(options.dataset) ? '.' : options.dataset);
  const request: RunRequest = { name, dataset, test, spec, trigger: causeFor(cli, checkout) };
  const choice = { key: options.idempotencyKey, checkout };
  const key = await patiently(() => keyFor(client, request, choice), patience);
  return patiently(() => beginRun(client, request, { key, again: options.again === true }), patience);
}

/** Who or what starts the run. */
function causeFor({ environment }: Cli, checkout: Checkout | null): SaidCause {
  const { kind, link, branch } = ciBuild(environment);
  const commit =
    checkout === null || checkout.repository === null
      ? null
      : { repository: checkout.repository, branch: checkout.branch ?? branch, id: checkout.commit };
  return { kind, by: userName(), link, commit };
}

/** Says which run it is, and where that is an old one how to get another. */
function tell(cli: Cli, { id, name, status, reused }: StartedRun): void {
  cli.print(cli.say('started', { run: id, name }));
  if (!reused) return;
  cli.print(cli.say('reusedRun', { status: cli.say(`status_${status}`) }));
  if (status === 'failed' || status === 'cancelled') cli.print(cli.say('reusedFailed', { run: id }));
  else if (status === 'succeeded') cli.print(cli.say('reusedEnded'));
}

/** Error: `CLI_USAGE` for options that exclude each other. */
function checkOptions(cli: Cli, options: RunOptions): void {
  const given = {
    '--wait': options.wait === true,
    '--follow': options.follow === true,
    '--out': options.out !== undefined,
    '--cancel-on-interrupt': options.cancelOnInterrupt === true,
  };
  const stays = Object.entries(given).find(([, is]) => is)?.[0];
  if (options.detach === true && stays !== undefined) throw conflict(cli, '--detach', stays);
  if (options.again === true && options.idempotencyKey === false)
    throw conflict(cli, '--again', '--no-idempotency-key');
}

function conflict({ say }: Cli, one: string, other: string): TouchstoneError {
  const params = { detail: say('usage_conflict', { one, other }), command: 'touchstone run' };
  return new TouchstoneError('CLI_USAGE', { params });
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
          cli.lines.draw(
            [`${cli.say('uploading', { file: shown })}  ${byteSize(sent)} / ${byteSize(total)}`],
            { type: 'upload', file: shown, sent, total },
          ),
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
