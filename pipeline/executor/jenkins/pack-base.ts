import { createWriteStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** Bytes of a base's files together. */
export async function sizeOfBase(directory: string): Promise<number> {
  let bytes = 0;
  for (const name of await filesIn(directory)) bytes += (await stat(join(directory, name))).size;
  return bytes;
}

/** Packs a base's files into one, as they are: weights do not get smaller. */
export async function packBase(directory: string, to: string): Promise<void> {
  const zip = new ZipFile();
  for (const name of await filesIn(directory)) zip.addFile(join(directory, name), name, { compress: false });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(to, { flags: 'wx', mode: 0o600 }));
}

/** A base is a folder of plain files. */
async function filesIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isFile() ? [entry.name] : [])).sort();
}
