import { containerTitle, FORMAT_TITLES } from '../../contracts/data-titles.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { printable } from '../terminal/printable.ts';

/** `touchstone runs generated`: what a text model made in a run, as cleaning left it, for people to check. */
export async function runGenerated(
  cli: Cli,
  run: string,
  { out, to, force }: { out: string; to?: string; force?: boolean },
): Promise<number> {
  const { writeGeneratedRecords } = await import('../../convert/generated-records.ts');
  const client = await cli.client();
  const { written, format, container, compression } = await writeGeneratedRecords({
    ...{ run, out, overwrite: force === true, signal: cli.interrupt },
    table: () => client.open(`/v1/runs/${encodeURIComponent(run)}/stages/refine/records`, cli.interrupt),
    // The command line has checked it against its list.
    format: (to ?? null) as Parameters<typeof writeGeneratedRecords>[0]['format'],
  });
  const { records } = written;
  cli.result({ run_id: run, file: out, records, format, container, compression }, [
    cli.say('savedGenerated', {
      ...{ records, file: printable(out) },
      to: `${FORMAT_TITLES[format][cli.language]} · ${containerTitle({ container, compression })[cli.language]}`,
    }),
    cli.say('generatedReview'),
  ]);
  return EXIT.pass;
}
