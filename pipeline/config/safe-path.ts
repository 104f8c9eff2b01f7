import { join } from 'node:path';
import { DIGEST_PATTERN } from '../contracts/artifact.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';

/** The one place where names that came from outside become paths. */

/** Letters of any script, digits and `._- +=@()`; no separator, no control character, no leading dot or dash. */
const NAME = /^(?![.-])[\p{L}\p{N}._\- +=@()]{1,200}$/u;

/** Joins `/`-separated safe names below `root`. Error: `PATH_UNSAFE`. */
export function joinBelow(root: string, relative: string): string {
  const names = relative.split('/');
  if (
    names.length > 16 ||
    !names.every((name) => NAME.test(name) && !name.endsWith('.') && !name.endsWith(' '))
  ) {
    throw new TouchstoneError('PATH_UNSAFE', { params: { path: JSON.stringify(relative).slice(0, 200) } });
  }
  return join(root, ...names);
}

/** Path of a blob below a store's root: two levels of 256 directories. Error: `PATH_UNSAFE`. */
export function digestPath(root: string, digest: string): string {
  if (!DIGEST_PATTERN.test(digest))
    throw new TouchstoneError('PATH_UNSAFE', { params: { path: JSON.stringify(digest).slice(0, 80) } });
  return join(root, digest.slice(0, 2), digest.slice(2, 4), digest);
}
