import { TouchstoneError } from '../../contracts/errors/error.ts';
import { nearName } from '../../contracts/near-name.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { publishedSchema, SCHEMA_NAMES } from '../schemas/publish.ts';

/** `touchstone schema runs show`: the JSON schema of what that command prints with `--json`; without words the names of all. */
export async function schema(cli: Cli, words: readonly string[]): Promise<number> {
  if (words.length === 0) {
    cli.result({ schemas: SCHEMA_NAMES }, SCHEMA_NAMES);
    return EXIT.pass;
  }
  const name = words.join(' ');
  const published = publishedSchema(name);
  if (published === null) throw unknown(cli, name);
  cli.result(published, [JSON.stringify(published, null, 2)]);
  return EXIT.pass;
}

function unknown({ say }: Cli, name: string): TouchstoneError {
  const near = nearName(name, SCHEMA_NAMES);
  const detail = [
    say('usage_noSchema', { what: name }),
    ...(near === null ? [] : [say('usage_nearName', { what: near })]),
  ].join(' ');
  return new TouchstoneError('CLI_USAGE', { params: { detail, command: 'touchstone schema' } });
}
