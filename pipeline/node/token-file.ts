import { readFile, stat } from 'node:fs/promises';
import { TouchstoneError } from '../contracts/errors/error.ts';
import { NODE_TOKEN_PREFIX } from '../contracts/nodes/protocol.ts';

const TOKEN = new RegExp(`^${NODE_TOKEN_PREFIX}\\.([a-z][a-z0-9-]{0,62})\\.[\\w-]{43}$`);

/** The token in a file, with the name of its node. Error: `NODE_TOKEN_FILE`; no message repeats what is in it. */
export async function readTokenFile(
  file: string,
): Promise<{ readonly name: string; readonly token: string }> {
  const unusable = (detail: string) => new TouchstoneError('NODE_TOKEN_FILE', { params: { file, detail } });
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw unusable(error.code ?? 'unreadable');
  });
  if (!found.isFile() || found.size > 4096) throw unusable('it is no file with a token');
  if ((found.mode & 0o077) !== 0) throw unusable('others than its owner may read it');
  const token = (await readFile(file, 'utf8')).trim();
  const name = TOKEN.exec(token)?.[1];
  if (name === undefined) throw unusable('what is in it is no token of a node');
  return { name, token };
}
