/** Characters up to which a text is written here if it is ASCII. */
const SHORT = 24;
/** Bytes up to which copying them one by one is faster than the way to the native copy. */
const SHORT_BYTES = 64;

/** A growing UTF-8 column in Arrow's own layout: values end to end, and where each one starts. */
export class TextColumn {
  #values: Buffer;
  #offsets: Int32Array;
  #valid: Uint8Array;
  #length = 0;
  #nulls = 0;
  /** Where the text goes on that is appended to. */
  #open = 0;

  /** Capacities are first guesses; the column grows as it must. */
  constructor(bytes = 4096, rows = 256) {
    this.#values = Buffer.allocUnsafeSlow(bytes);
    this.#offsets = new Int32Array(rows + 1);
    this.#valid = new Uint8Array((rows + 7) >> 3);
  }

  get length(): number {
    return this.#length;
  }

  get nullCount(): number {
    return this.#nulls;
  }

  /** Bytes of text held. */
  get bytes(): number {
    return this.#offsets[this.#length]!;
  }

  push(text: string | null): void {
    const row = this.#length;
    if (row + 1 >= this.#offsets.length) this.#growRows();
    let end = this.#offsets[row]!;
    if (text === null) {
      this.#nulls += 1;
    } else {
      if (end + text.length * 3 > this.#values.length) this.#growValues(end + text.length * 3);
      end = text.length <= SHORT ? this.#writeShort(text, end) : end + this.#values.write(text, end);
      this.#valid[row >> 3]! |= 1 << (row & 7);
    }
    this.#length = row + 1;
    this.#offsets[row + 1] = end;
    this.#open = end;
  }

  /** Puts valid UTF-8 behind what the row has that `close` will end. */
  append(bytes: Buffer, from: number, to: number): void {
    const start = this.#open;
    const end = start + to - from;
    if (end > this.#values.length) this.#growValues(end);
    const values = this.#values;
    if (to - from > SHORT_BYTES) bytes.copy(values, start, from, to);
    else for (let at = start, next = from; next < to; ) values[at++] = bytes[next++]!;
    this.#open = end;
  }

  /** Ends a row of appended text. */
  close(): void {
    const row = this.#length;
    if (row + 1 >= this.#offsets.length) this.#growRows();
    this.#valid[row >> 3]! |= 1 << (row & 7);
    this.#length = row + 1;
    this.#offsets[row + 1] = this.#open;
  }

  /** The text of one row; null rows read as the empty text. */
  at(row: number): string {
    return this.#values.toString('utf8', this.#offsets[row], this.#offsets[row + 1]);
  }

  /** The buffers as Arrow wants them. The column must not be written to any more. */
  buffers(): { valueOffsets: Int32Array; data: Buffer; nullBitmap: Uint8Array | null } {
    return {
      valueOffsets: this.#offsets.subarray(0, this.#length + 1),
      data: this.#values.subarray(0, this.bytes),
      nullBitmap: this.#nulls === 0 ? null : this.#valid.subarray(0, (this.#length + 7) >> 3),
    };
  }

  /** Writes a short text and gives its end: roles, ids and labels, where the way to the native writer is the longer part. */
  #writeShort(text: string, start: number): number {
    const values = this.#values;
    let end = start;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code >= 0x80) return start + values.write(text, start);
      values[end++] = code;
    }
    return end;
  }

  #growRows(): void {
    const offsets = new Int32Array(this.#offsets.length * 2);
    offsets.set(this.#offsets);
    this.#offsets = offsets;
    const valid = new Uint8Array((offsets.length + 7) >> 3);
    valid.set(this.#valid);
    this.#valid = valid;
  }

  #growValues(atLeast: number): void {
    const values = Buffer.allocUnsafeSlow(Math.max(atLeast, this.#values.length * 2));
    this.#values.copy(values);
    this.#values = values;
  }
}
