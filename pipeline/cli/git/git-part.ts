import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { readSpecText } from '../../engine/spec.ts';
import { unreadable } from '../http/upload.ts';

/**
 * The Git part of a pipeline, from a YAML file of it, or from the address of a repository alone; which fields there may be is
 * the service's to judge. Errors: `CLI_FILE_UNREADABLE`, `SPEC_UNREADABLE`.
 */
export async function gitPart(written: string | undefined): Promise<unknown> {
  if (written === undefined) return null;
  const isFile = await stat(written).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) return { url: written };
  const text = await readFile(written, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw unreadable(written, error.code ?? error.message);
  });
  try {
    return readSpecText(text);
  } catch (error) {
    throw TouchstoneError.from(error).inFile({ spec: basename(written) });
  }
}
