import { basename } from 'node:path';
import { containerTitle, FORMAT_TITLES } from '../../contracts/data-titles.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { readableFile } from '../http/upload.ts';
import { printable } from '../terminal/printable.ts';

export interface ConvertOptions {
  readonly to?: string;
  readonly map?: string;
  readonly encoding?: string;
  readonly sheet?: string;
  readonly force?: boolean;
  readonly lossy?: boolean;
}

/** `touchstone dataset convert IN OUT`: the same records in another format, container or compression. */
export async function convertDatasetFile(
  cli: Cli,
  from: string,
  to: string,
  options: ConvertOptions,
): Promise<number> {
  const { convertDataset } = await import('../../convert/convert-dataset.ts');
  const { parseMapping } = await import('../../../datasets/columns/mapping.ts');
  await readableFile(from);
  const { intake, format, container, compression, written } = await convertDataset({
    from,
    to,
    // The command line has checked both against their lists.
    format: (options.to ?? null) as Parameters<typeof convertDataset>[0]['format'],
    encoding: (options.encoding ?? null) as Parameters<typeof convertDataset>[0]['encoding'],
    mapping: options.map === undefined ? null : parseMapping(options.map),
    sheet: options.sheet ?? null,
    overwrite: options.force === true,
    lossy: options.lossy === true,
    signal: cli.interrupt,
    onProgress: (percent) =>
      cli.lines.draw([cli.say('converting', { percent: Math.floor(percent) })], {
        type: 'work',
        work: 'convert',
        percent,
      }),
  })
    .catch((error: unknown) => {
      throw TouchstoneError.from(error).inFile({ dataset: basename(from) });
    })
    .finally(() => cli.lines.clear());
  const { records, guarded, left_out } = written;
  cli.result({ file: to, records, format, container, compression, guarded, left_out, from: intake }, [
    cli.say('converted', {
      records,
      file: printable(to),
      from: `${FORMAT_TITLES[intake.format][cli.language]} · ${containerTitle(intake)[cli.language]}`,
      to: `${FORMAT_TITLES[format][cli.language]} · ${containerTitle({ container, compression })[cli.language]}`,
    }),
    ...(guarded > 0 ? [cli.say('convertedGuarded', { cells: guarded })] : []),
    ...(left_out > 0 ? [cli.say('convertedLeftOut', { fields: left_out })] : []),
  ]);
  return EXIT.pass;
}
