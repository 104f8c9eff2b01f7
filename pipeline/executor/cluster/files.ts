import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { joinBelow } from '../../config/safe-path.ts';

/** Files by their paths below a folder, each with the digest of what is in it. */
export type Sums = ReadonlyMap<string, string>;

/** The digest of a file. */
export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** Copies a file and gives the digest of what went by. */
export async function copyHashed(from: string, to: string): Promise<string> {
  const hash = createHash('sha256');
  const pass = new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece);
      done(null, piece);
    },
  });
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await pipeline(createReadStream(from), pass, createWriteStream(to, { flags: 'wx', mode: 0o600 }));
  return hash.digest('hex');
}

/** Plain files below a folder by `/`-separated paths, in order; links and what begins with a dot are left out. */
export async function filesBelow(root: string): Promise<string[]> {
  const found: string[] = [];
  const walk = async (below: string): Promise<void> => {
    for (const entry of await readdir(join(root, below), { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.name.startsWith('.') || entry.name === '__pycache__') continue;
      if (entry.isDirectory()) await walk(path);
      else if (entry.isFile()) found.push(path);
    }
  };
  await walk('');
  return found.sort();
}

/** Copies the files of a folder to another one, which is made. */
export async function copyFolder(from: string, to: string): Promise<Sums> {
  const sums = new Map<string, string>();
  for (const path of await filesBelow(from))
    sums.set(path, await copyHashed(joinBelow(from, path), joinBelow(to, path)));
  return sums;
}

/** Digests of the files of a folder. */
export async function sumsOf(folder: string): Promise<Sums> {
  const sums = new Map<string, string>();
  for (const path of await filesBelow(folder)) sums.set(path, await digestOf(joinBelow(folder, path)));
  return sums;
}

/** One digest for all files and their names. */
export function digestOfSums(sums: Sums): string {
  const hash = createHash('sha256');
  for (const [path, digest] of sums) hash.update(`${digest}  ${path}\n`);
  return hash.digest('hex');
}
