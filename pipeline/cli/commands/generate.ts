import { basename } from 'node:path';
import { containerTitle, FORMAT_TITLES } from '../../contracts/data-titles.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { Cli } from '../context.ts';
import { withUpload } from '../documents/pack.ts';
import { readableSource } from '../documents/sources.ts';
import { EXIT } from '../exit-status.ts';
import { applySet } from '../set-option.ts';
import { type SpecOptions, specFrom } from '../spec-document.ts';
import { printable } from '../terminal/printable.ts';
import { yieldLines } from '../terminal/yield-lines.ts';
import { documentLines } from './check-documents.ts';
import { kindIn, packedLines } from './run.ts';

export interface GenerateOptions extends SpecOptions {
  readonly method?: string;
  readonly count?: number;
  readonly out: string;
  readonly to?: string;
  readonly force?: boolean;
}

/** `touchstone dataset generate FILE… --out FILE`: records made by the text model, with where each came from. */
export async function generateDatasetFile(
  cli: Cli,
  files: readonly string[],
  options: GenerateOptions,
): Promise<number> {
  for (const file of files) await readableSource(file);
  const spec = await specFrom(options);
  if (options.method !== undefined) applySet(spec, `generate.method=${options.method}`);
  if (options.count !== undefined) applySet(spec, `generate.count=${options.count}`);
  return withUpload(files, { kind: kindIn(spec), signal: cli.interrupt }, async ({ file, packed }) => {
    for (const line of packedLines(cli, packed)) cli.print(line);
    return generateFrom(cli, file, spec, options);
  });
}

async function generateFrom(
  cli: Cli,
  dataset: string,
  spec: Record<string, unknown>,
  { out, to, force }: GenerateOptions,
): Promise<number> {
  const { say, language } = cli;
  const { generateDataset, journalOf } = await import('../../generate-dataset/generate-dataset.ts');
  const { access } = await import('node:fs/promises');
  const made = await generateDataset({
    ...{ dataset, out, spec },
    // The command line has checked it against its list.
    format: (to ?? null) as Parameters<typeof generateDataset>[0]['format'],
    overwrite: force === true,
    endpoint: cli.settings().generation,
    signal: cli.interrupt,
    onProgress: (percent) =>
      cli.lines.draw([say('generating', { percent: Math.floor(percent) })], {
        type: 'work',
        work: 'generate',
        percent,
      }),
  })
    .catch(async (error: unknown) => {
      cli.lines.clear();
      const journal = journalOf(out);
      const kept = await access(journal).then(
        () => true,
        () => false,
      );
      if (kept) cli.print(say('generatedKept', { journal: printable(journal) }));
      throw TouchstoneError.from(error).inFile({ dataset: basename(dataset) });
    })
    .finally(() => cli.lines.clear());
  const { intake, report, warnings, format, container, compression, written } = made;
  const { generated, wanted, model } = report;
  cli.result(
    {
      ...{ file: out, records: written.records, format, container, compression },
      ...{ report, warnings, ...(intake.documents && { documents: intake.documents }) },
    },
    [
      ...(intake.documents ? documentLines(cli, intake.documents) : []),
      '',
      ...yieldLines(report, say, language),
      ...warnings.map((warning) => printable(warning[language])),
      '',
      say('generated', {
        ...{ generated, wanted, model: printable(model ?? ''), file: printable(out) },
        to: `${FORMAT_TITLES[format][language]} · ${containerTitle({ container, compression })[language]}`,
      }),
      say('generatedReview'),
    ],
  );
  return EXIT.pass;
}
