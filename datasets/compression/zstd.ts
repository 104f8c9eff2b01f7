import type { Expansion } from './expansion.ts';
import { ZstdDecoder } from './zstd/decoder.ts';

/** Bytes taken at a time, so that even data that grows 30,000-fold comes out in pieces that can be watched. */
const SIP = 64 * 1024;

/** Bytes of content in one frame that is written: large enough to pack well, small enough to hold. */
const FRAME = 4 * 1024 * 1024;

/** The content of zstd data, of one frame or several. Error: `Damage`. */
export async function* unzstdStream(
  bytes: AsyncIterable<Uint8Array>,
  expansion: Expansion,
): AsyncGenerator<Uint8Array> {
  const decoder = new ZstdDecoder();
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; at += SIP) {
      const sip = chunk.subarray(at, at + SIP);
      expansion.took(sip.length);
      for (const piece of decoder.push(sip)) {
        expansion.gave(piece.length);
        yield piece;
      }
    }
  }
  decoder.end();
}

/** Data in zstd form, a frame for every few MiB; the same bytes give the same bytes. */
export async function* zstdStream(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  // Loaded only where it is needed: it is large.
  const { Zstd } = await import('@hpcc-js/wasm-zstd');
  const codec = await Zstd.load();
  let waiting: Uint8Array[] = [];
  let size = 0;
  let frames = 0;
  for await (const piece of bytes) {
    waiting.push(piece);
    size += piece.length;
    if (size < FRAME) continue;
    yield codec.compress(Buffer.concat(waiting));
    frames += 1;
    waiting = [];
    size = 0;
  }
  if (size > 0 || frames === 0) yield codec.compress(Buffer.concat(waiting));
}
