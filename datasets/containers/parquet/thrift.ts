import { Damage, demand } from '../../compression/damage.ts';

const DEEPEST = 16;
const LONGEST_NUMBER = 10;

/** Types of Thrift's compact protocol that Parquet uses. */
const [TRUE, FALSE, BYTE, DOUBLE, BINARY, LIST, STRUCT] = [1, 2, 3, 7, 8, 9, 12];

/**
 * Walks over a structure in Thrift's compact protocol and says where it ends, so that a reader who trusts lengths can
 * be let loose on it: numbers are no longer than they may be, lists hold no more than there are bytes, nothing is
 * nested deeper than Parquet nests. `Damage` is `truncated` where the bytes end first.
 */
export function checkThrift(bytes: Uint8Array, start: number): number {
  return new Walk(bytes, start).struct(0);
}

class Walk {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  struct(depth: number): number {
    demand(depth < DEEPEST, 'structures nested too deeply');
    for (;;) {
      const head = this.#byte();
      if (head === 0) return this.#at;
      if (head >> 4 === 0) this.#number();
      this.#value(head & 15, depth);
    }
  }

  #value(type: number, depth: number): void {
    if (type === TRUE || type === FALSE) return;
    if (type === BYTE) this.#skip(1);
    else if (type > BYTE! && type < DOUBLE!) this.#number();
    else if (type === DOUBLE) this.#skip(8);
    else if (type === BINARY) this.#skip(this.#number());
    else if (type === LIST) this.#list(depth);
    else if (type === STRUCT) this.struct(depth + 1);
    else throw new Damage('a type that Parquet does not use');
  }

  #list(depth: number): void {
    const head = this.#byte();
    const type = head & 15;
    const count = head >> 4 === 15 ? this.#number() : head >> 4;
    // Every element takes a byte at least.
    if (count > this.#bytes.length - this.#at) throw new Damage('a list cut off', true);
    for (let i = 0; i < count; i++) {
      if (type === TRUE || type === FALSE) this.#skip(1);
      else this.#value(type, depth);
    }
  }

  /** A number, exact up to 53 bits, which is more than any length can be. */
  #number(): number {
    let value = 0;
    let scale = 1;
    for (let i = 0; i < LONGEST_NUMBER; i++, scale *= 128) {
      const byte = this.#byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
    throw new Damage('a number too long');
  }

  #byte(): number {
    if (this.#at >= this.#bytes.length) throw new Damage('a structure cut off', true);
    return this.#bytes[this.#at++]!;
  }

  #skip(count: number): void {
    if (count > this.#bytes.length - this.#at) throw new Damage('a value cut off', true);
    this.#at += count;
  }
}
