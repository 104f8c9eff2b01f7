import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { Cli } from '../context.ts';
import { printable } from '../terminal/printable.ts';

/** The key in an environment variable: a key on the command line would be for everybody to see. Error: `CLI_USAGE`. */
export function keyIn({ environment, say }: Cli, variable: string | undefined): string | null {
  if (variable === undefined) return null;
  const key = environment[variable];
  if (key) return key;
  const detail = say('evaluate_noKey', { what: printable(variable) });
  throw new TouchstoneError('CLI_USAGE', { params: { detail, command: 'touchstone evaluate' } });
}
