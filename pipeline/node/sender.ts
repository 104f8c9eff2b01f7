import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { leasePiecesSchema, pieceStoredSchema } from '../contracts/api/lease.ts';
import type { TreeEntry } from '../contracts/artifact.ts';
import { PIECE_BYTES, piecesOf } from '../contracts/nodes/protocol.ts';
import { digestOfFile } from './cache.ts';
import type { Link } from './link.ts';

/** Sends files to the service, by the credential of a lease. What is there already, also from before a break, is not sent again. */
export async function sendFiles(
  link: Link,
  directory: string,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<TreeEntry[]> {
  const entries: TreeEntry[] = [];
  for (const path of paths) {
    const file = join(directory, ...path.split('/'));
    entries.push({ path, digest: await digestOfFile(file), bytes: (await stat(file)).size });
  }
  const digests = [...new Set(entries.map(({ digest }) => digest))];
  const { pieces: known } = await link.insist('/v1/lease/pieces', { digests }, leasePiecesSchema, signal);
  const sent = new Set<string>();
  for (const { path, digest, bytes } of entries) {
    if (sent.has(digest)) continue;
    sent.add(digest);
    const there = new Set(known[digest] ?? []);
    for (let piece = 0; piece < piecesOf(bytes); piece++)
      if (!there.has(piece))
        await sendPiece(link, join(directory, ...path.split('/')), { digest, bytes, piece }, signal);
  }
  return entries;
}

async function sendPiece(
  link: Link,
  file: string,
  { digest, bytes, piece }: { readonly digest: string; readonly bytes: number; readonly piece: number },
  signal: AbortSignal,
): Promise<void> {
  const content = await slice(file, piece * PIECE_BYTES, Math.min(PIECE_BYTES, bytes - piece * PIECE_BYTES));
  const own = createHash('sha256').update(content).digest('hex');
  const path = `/v1/lease/files/${digest}/pieces/${piece}?sha256=${own}`;
  await link.putBytes(path, content, pieceStoredSchema, signal);
}

async function slice(file: string, from: number, bytes: number): Promise<Buffer> {
  const handle = await open(file);
  try {
    const buffer = Buffer.alloc(bytes);
    let read = 0;
    while (read < bytes) {
      const { bytesRead } = await handle.read(buffer, read, bytes - read, from + read);
      if (bytesRead === 0) break;
      read += bytesRead;
    }
    return buffer.subarray(0, read);
  } finally {
    await handle.close();
  }
}
