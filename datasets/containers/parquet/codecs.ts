import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Damage, demand } from '../../compression/damage.ts';
import { unzstd } from '../../compression/zstd/decoder.ts';
import { UnknownCodec } from '../unreadable-type.ts';
import { unsnappy } from './snappy.ts';

type Codec = (bytes: Uint8Array, size: number) => Uint8Array;

const CODECS: Readonly<Record<string, Codec>> = {
  UNCOMPRESSED: (bytes) => bytes,
  SNAPPY: unsnappy,
  GZIP: native(gunzipSync),
  BROTLI: native(brotliDecompressSync),
  ZSTD: unzstd,
};

/** The content of a page, `size` bytes in a buffer of its own. */
export function decompressPage(codec: string, bytes: Uint8Array, size: number): Buffer {
  const decompress = CODECS[codec];
  if (decompress === undefined) throw new UnknownCodec(codec);
  const page = size === 0 && bytes.length === 0 ? bytes : decompress(bytes, size);
  demand(page.length === size, 'a page of another length than said');
  // What reads its numbers sees the whole buffer that lies below it.
  return Buffer.from(page.buffer.byteLength === size ? page.buffer : new Uint8Array(page).buffer);
}

function native(decompress: (bytes: Uint8Array, options: { maxOutputLength: number }) => Buffer): Codec {
  return (bytes, size) => {
    try {
      return decompress(bytes, { maxOutputLength: Math.max(1, size) });
    } catch (error) {
      throw new Damage((error as Error).message);
    }
  };
}
