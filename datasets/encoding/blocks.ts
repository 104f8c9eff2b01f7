/**
 * The same bytes in blocks of `size`, the last one shorter or of that size: what is made of them does not depend on how a store
 * happened to cut the file.
 */
export async function* blocksOf(bytes: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = [];
  let held = 0;
  for await (const chunk of bytes) {
    waiting.push(chunk);
    held += chunk.length;
    if (held < size) continue;
    const all = joined(waiting);
    let at = 0;
    for (; all.length - at >= size; at += size) yield all.subarray(at, at + size);
    waiting = at < all.length ? [all.subarray(at)] : [];
    held = all.length - at;
  }
  if (held > 0) yield joined(waiting);
}

/** Pieces end to end; one alone is not copied. */
export function joined(pieces: readonly Uint8Array[]): Buffer {
  const only = pieces.length === 1 ? pieces[0]! : null;
  return only === null ? Buffer.concat(pieces) : Buffer.from(only.buffer, only.byteOffset, only.length);
}
