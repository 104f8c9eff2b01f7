import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { MOST_PACKED_FILES } from '../../contracts/document-names.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { readableFile, unreadable } from '../http/upload.ts';

/** A file of this machine, and the name that it gets in a pack: its folders below the one that was named, `/` between. */
export interface SourceFile {
  readonly path: string;
  readonly name: string;
}

export interface Sources {
  /** In order of their names. */
  readonly files: readonly SourceFile[];
  /** Links and special files, which are never followed or read. */
  readonly skipped: readonly string[];
}

/**
 * The files that the paths name, folders with all that lies in them; what is hidden there is left alone.
 * Errors: those of `readableFile`, `CLI_SAME_NAME`, `CLI_TOO_MANY_FILES`.
 */
export async function sourcesOf(paths: readonly string[]): Promise<Sources> {
  const files: SourceFile[] = [];
  const skipped: string[] = [];
  for (const path of paths) {
    const own = basename(resolve(path));
    if (await isDirectory(path)) await walk(resolve(path), paths.length === 1 ? '' : `${own}/`);
    else add({ path, name: own });
  }
  const sorted = files.sort((a, b) => (a.name < b.name ? -1 : 1));
  const twice = sorted.find(({ name }, at) => sorted[at + 1]?.name === name);
  if (twice) {
    throw new TouchstoneError('CLI_SAME_NAME', { params: { file: twice.name }, place: { file: twice.path } });
  }
  return { files: sorted, skipped };

  async function walk(directory: string, prefix: string): Promise<void> {
    const entries = await readdir(directory, { withFileTypes: true }).catch(
      (error: NodeJS.ErrnoException) => {
        throw unreadable(directory, error.code ?? error.message);
      },
    );
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      const path = join(directory, entry.name);
      const name = `${prefix}${entry.name}`;
      if (entry.isDirectory()) await walk(path, `${name}/`);
      else if (entry.isFile()) add({ path, name });
      else skipped.push(name);
    }
  }

  function add(file: SourceFile): void {
    files.push(file);
    if (files.length > MOST_PACKED_FILES) {
      throw new TouchstoneError('CLI_TOO_MANY_FILES', { params: { limit: MOST_PACKED_FILES } });
    }
  }
}

/** Checks that there is a readable file, or a folder. Errors: those of `readableFile`. */
export async function readableSource(path: string): Promise<void> {
  if (!(await isDirectory(path))) await readableFile(path);
}

/** Error: `CLI_FILE_MISSING` for what is not there. */
export async function isDirectory(path: string): Promise<boolean> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(path, error.code ?? error.message);
  });
  return found.isDirectory();
}
