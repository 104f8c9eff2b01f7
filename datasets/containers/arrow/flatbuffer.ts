import { demand } from '../../compression/damage.ts';

/**
 * A table of a flatbuffer (https://flatbuffers.dev/internals/). Reads only what lies within the bytes: a `RangeError`
 * of the view says otherwise. Fields that are absent have the value that their reader gives.
 */
export class FlatTable {
  readonly #view: DataView;
  readonly #at: number;

  constructor(view: DataView, at: number) {
    this.#view = view;
    this.#at = at;
  }

  /** The outermost table of a buffer. */
  static root(bytes: Uint8Array): FlatTable {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return new FlatTable(view, view.getUint32(0, true));
  }

  byte(slot: number, otherwise = 0): number {
    const at = this.#place(slot);
    return at === 0 ? otherwise : this.#view.getUint8(at);
  }

  short(slot: number, otherwise = 0): number {
    const at = this.#place(slot);
    return at === 0 ? otherwise : this.#view.getInt16(at, true);
  }

  int(slot: number, otherwise = 0): number {
    const at = this.#place(slot);
    return at === 0 ? otherwise : this.#view.getInt32(at, true);
  }

  /** A number of 64 bits that must be a length or a place. */
  long(slot: number): number {
    const at = this.#place(slot);
    return at === 0 ? 0 : length64(this.#view, at);
  }

  text(slot: number): string {
    const at = this.#follow(slot);
    if (at === 0) return '';
    const length = this.#view.getUint32(at, true);
    demand(at + 4 + length <= this.#view.byteLength, 'a text beyond its buffer');
    return Buffer.from(this.#view.buffer, this.#view.byteOffset + at + 4, length).toString();
  }

  table(slot: number): FlatTable | null {
    const at = this.#follow(slot);
    return at === 0 ? null : new FlatTable(this.#view, at);
  }

  /** The tables of a vector. */
  tables(slot: number, most: number): FlatTable[] {
    const { start, count } = this.#vector(slot, 4);
    demand(count <= most, 'too many fields');
    return Array.from({ length: count }, (_, i) => {
      const at = start + 4 * i;
      return new FlatTable(this.#view, at + this.#view.getUint32(at, true));
    });
  }

  /** The numbers of 64 bits in a vector, `each` of them to an element. */
  longs(slot: number, each: number): number[] {
    const { start, count } = this.#vector(slot, 8 * each);
    return Array.from({ length: count * each }, (_, i) => length64(this.#view, start + 8 * i));
  }

  #vector(slot: number, size: number): { start: number; count: number } {
    const at = this.#follow(slot);
    if (at === 0) return { start: 0, count: 0 };
    const count = this.#view.getUint32(at, true);
    demand(at + 4 + count * size <= this.#view.byteLength, 'a vector beyond its buffer');
    return { start: at + 4, count };
  }

  /** Where the value of a field lies; 0 where it is absent. */
  #place(slot: number): number {
    const vtable = this.#at - this.#view.getInt32(this.#at, true);
    const entry = 4 + 2 * slot;
    if (entry >= this.#view.getUint16(vtable, true)) return 0;
    const offset = this.#view.getUint16(vtable + entry, true);
    return offset === 0 ? 0 : this.#at + offset;
  }

  #follow(slot: number): number {
    const at = this.#place(slot);
    return at === 0 ? 0 : at + this.#view.getUint32(at, true);
  }
}

function length64(view: DataView, at: number): number {
  const value = Number(view.getBigInt64(at, true));
  demand(value >= 0 && Number.isSafeInteger(value), 'a length out of range');
  return value;
}
