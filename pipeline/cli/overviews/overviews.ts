import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { OVERVIEW_FILES, REPORT_PATHS } from '../../../reports/page/paths.ts';
import { joinBelow } from '../../config/safe-path.ts';
import { LANGUAGES } from '../../contracts/names.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { saveFile } from '../review/save-file.ts';
import { printable } from '../terminal/printable.ts';

export interface OverviewOptions {
  readonly out?: string;
}

/** `touchstone models history`: the versions of a model over time, as pages in a directory. */
export function modelOverview(cli: Cli, name: string, options: OverviewOptions): Promise<number> {
  return fetchOverview(cli, {
    root: `/v1/models/${encodeURIComponent(name)}/overview`,
    data: OVERVIEW_FILES.history,
    directory: resolve(options.out ?? `${name}-history`),
  });
}

/** `touchstone runs compare`: runs side by side, as pages in a directory. */
export function compareRuns(cli: Cli, runs: readonly string[], options: OverviewOptions): Promise<number> {
  return fetchOverview(cli, {
    root: `/v1/comparisons/${runs.map(encodeURIComponent).join(',')}`,
    data: OVERVIEW_FILES.comparison,
    directory: resolve(options.out ?? 'comparison'),
  });
}

/** Errors: `CLI_OUTPUT_EXISTS` where a file of that name lies in the directory, and what the service says. */
async function fetchOverview(
  cli: Cli,
  { root, data, directory }: { readonly root: string; readonly data: string; readonly directory: string },
): Promise<number> {
  const client = await cli.client();
  const text = await textOf(await client.open(`${root}/${data}`, cli.interrupt));
  await mkdir(directory, { recursive: true });
  for (const file of [...LANGUAGES.map((language) => REPORT_PATHS[language]), 'report.css']) {
    await saveFile(joinBelow(directory, file), await client.open(`${root}/${file}`, cli.interrupt));
  }
  await saveFile(
    joinBelow(directory, data),
    (async function* () {
      yield text;
    })(),
  );
  const page = join(directory, REPORT_PATHS[cli.language]);
  cli.result({ ...(JSON.parse(text) as object), page }, [
    cli.say('overview_page', { path: printable(page) }),
  ]);
  return EXIT.pass;
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
