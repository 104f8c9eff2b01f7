import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { joinBelow } from '../../config/safe-path.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { ReportFile } from '../../contracts/report.ts';

/** Sees to it that a report can be written to a directory. Error: `CLI_OUTPUT_EXISTS` where something lies in it. */
export async function emptyDirectory(path: string): Promise<void> {
  const found = await readdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new TouchstoneError('CLI_OUTPUT_EXISTS', { params: { path }, cause: error });
  });
  if (found.length > 0) throw new TouchstoneError('CLI_OUTPUT_EXISTS', { params: { path } });
}

/** Writes a report's files to a directory that is empty or not there. */
export async function save(directory: string, files: readonly ReportFile[]): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const { path, content } of files) {
    await writeFile(joinBelow(directory, path), content, { flag: 'wx', mode: 0o600 });
  }
}
