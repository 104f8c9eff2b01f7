import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Writes what a generator yields to a file, and gives back what it returns. */
export async function kept<T>(
  source: AsyncGenerator<Uint8Array, T>,
  path: string,
  signal: AbortSignal,
): Promise<T> {
  let returned: { readonly value: T } | null = null;
  const bytes = async function* () {
    const value = yield* source;
    returned = { value };
  };
  await pipeline(Readable.from(bytes(), { objectMode: false }), createWriteStream(path), { signal });
  return (returned as { readonly value: T } | null)!.value;
}

/** The same, to a file that appears when it is whole; on an error none does. */
export async function keptWhole<T>(
  source: AsyncGenerator<Uint8Array, T>,
  path: string,
  signal: AbortSignal,
): Promise<T> {
  // Beside its place, so that it can be put there as one.
  const unfinished = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  try {
    const returned = await kept(source, unfinished, signal);
    await rename(unfinished, path);
    return returned;
  } finally {
    await rm(unfinished, { force: true });
  }
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
