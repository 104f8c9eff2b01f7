/** Bytes that come piece by piece, read in the portions that a format asks for. */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #pieces: Uint8Array[] = [];
  #held = 0;
  #done = false;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#source = bytes[Symbol.asyncIterator]();
  }

  /** The next `count` bytes, or fewer where there are no more. */
  async read(count: number): Promise<Buffer> {
    const bytes = await this.peek(count);
    this.#pieces = [this.#joined().subarray(bytes.length)];
    this.#held -= bytes.length;
    return bytes;
  }

  /** As `read`, but the bytes stay. */
  async peek(count: number): Promise<Buffer> {
    while (this.#held < count && !this.#done) {
      const next = await this.#source.next();
      if (next.done) {
        this.#done = true;
      } else {
        this.#pieces.push(next.value);
        this.#held += next.value.length;
      }
    }
    return this.#joined().subarray(0, count);
  }

  /** All that is left, piece by piece. */
  async *rest(): AsyncGenerator<Uint8Array> {
    try {
      for (const piece of this.#pieces.splice(0)) if (piece.length > 0) yield piece;
      this.#held = 0;
      while (!this.#done) {
        const next = await this.#source.next();
        if (next.done) this.#done = true;
        else yield next.value;
      }
    } finally {
      await this.close();
    }
  }

  /** Lets the source go. */
  async close(): Promise<void> {
    this.#done = true;
    await this.#source.return?.();
  }

  #joined(): Buffer {
    const [first] = this.#pieces;
    if (this.#pieces.length === 1 && Buffer.isBuffer(first)) return first;
    const joined = Buffer.concat(this.#pieces);
    this.#pieces = [joined];
    return joined;
  }
}
