import { pipeline, Readable } from 'node:stream';
import { createGunzip, createGzip, type Gunzip, type Gzip } from 'node:zlib';
import { Damage } from './damage.ts';
import type { Expansion } from './expansion.ts';

const PIECE = 256 * 1024;

/** The content of gzip data, of one member or several. Errors: `Damage`; those of `bytes` come through as they are. */
export async function* gunzip(
  bytes: AsyncIterable<Uint8Array>,
  expansion: Expansion,
): AsyncGenerator<Buffer> {
  const counted = async function* () {
    for await (const piece of bytes) {
      expansion.took(piece.length);
      yield piece;
    }
  };
  for await (const piece of through(counted(), createGunzip({ chunkSize: PIECE }))) {
    expansion.gave(piece.length);
    yield piece;
  }
}

/** Data in gzip form; the same bytes give the same bytes. */
export function gzip(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  return through(bytes, createGzip({ chunkSize: PIECE }));
}

async function* through(bytes: AsyncIterable<Uint8Array>, codec: Gunzip | Gzip): AsyncGenerator<Buffer> {
  // The iteration below is told of any error, those of the source too.
  pipeline(Readable.from(bytes, { objectMode: false }), codec, () => {});
  try {
    for await (const piece of codec) yield piece as Buffer;
  } catch (error) {
    throw damageOf(error) ?? error;
  }
}

/** What zlib refused, as damage; null for errors of anyone else. */
function damageOf(error: unknown): Damage | null {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined || !code.startsWith('Z_')) return null;
  return new Damage(message, code === 'Z_BUF_ERROR');
}
