import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Lends answers as a file of predictions that only this user can read, and removes it afterwards. */
export async function asPredictionFile<T>(
  lines: readonly { readonly id: string; readonly prediction: string }[],
  judge: (path: string) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'touchstone-endpoint-'));
  try {
    const path = join(directory, 'predictions.jsonl');
    await writeFile(path, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`, { mode: 0o600 });
    return await judge(path);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
