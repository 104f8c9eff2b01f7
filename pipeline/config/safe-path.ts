import { join } from 'node:path';
import { DIGEST_PATTERN } from '../contracts/artifact.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';

/** The one place where names that came from outside become paths. */

/** Letters of any script, digits and `._- +=@()`; no separator, no control character, no leading dot or dash. */
const NAME = /^(?![.-])[\p{L}\p{N}._\- +=@()]+(?<![. ])$/u;

/** File systems take 255 bytes a name, and 4096 a path, of which the root needs some. */
const NAME_LIMIT_BYTES = 255;
const PATH_LIMIT_BYTES = 2048;

/** Joins `/`-separated safe names below `root`. Error: `PATH_UNSAFE`. */
export function joinBelow(root: string, relative: string): string {
  const names = relative.split('/');
  if (
    names.length > 16 ||
    Buffer.byteLength(relative) > PATH_LIMIT_BYTES ||
    !names.every((name) => NAME.test(name) && Buffer.byteLength(name) <= NAME_LIMIT_BYTES)
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
