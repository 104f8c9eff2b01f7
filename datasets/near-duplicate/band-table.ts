const FREE = 0;
const FULLEST = 0.8;
/** In place of a slot: the key has as many texts as it may have. */
const CROWDED = -1;

/**
 * Texts by keys of theirs: a flat table, searched from a key's home onwards to the first free slot. A slot of four bytes
 * holds the text's number + 1 and, in the bits left over, a tag of the key. Keys themselves are not kept, so that the
 * table cannot grow by itself: who owns it makes a larger one and adds everything again.
 *
 * No key has more than `crowd` texts; the first ones stay. What very many texts have in common says little about any two
 * of them, and going through all of them each time would take quadratic time.
 */
export class BandTable {
  readonly #slots: Uint32Array;
  readonly #textBits: number;
  readonly #crowd: number;

  /** For texts numbered below `texts` with `entries` keys altogether. */
  constructor(texts: number, entries: number, crowd: number) {
    this.#textBits = 32 - Math.clz32(texts);
    this.#slots = new Uint32Array(Math.ceil(entries / FULLEST) + 1);
    this.#crowd = crowd;
  }

  get bytes(): number {
    return this.#slots.byteLength;
  }

  /**
   * Writes the texts under one of the first `count` of `keys` into `found`, `crowd` for each key at most and some more
   * than once, and returns how many. A few others may be among them, whose keys look alike. Where the search for each key
   * ended is written to `ends`: `add` goes on from there.
   */
  meet(keys: Int32Array, count: number, found: Int32Array, ends: Int32Array): number {
    const slots = this.#slots;
    const bits = this.#textBits;
    const scale = slots.length / 2 ** 32;
    let written = 0;
    for (let at = 0; at < count; at++) {
      const tag = keys[at]! << bits;
      const end = written + this.#crowd;
      // Keys may lie close together (the rarest shingles of a text are its least ones): homes must not.
      let slot = Math.floor((Math.imul(keys[at]!, 0x9e3779b1) >>> 0) * scale);
      let entry = slots[slot]!;
      while (entry !== FREE && written < end) {
        if ((entry ^ tag) >>> bits === 0) found[written++] = (entry ^ tag) - 1;
        slot = slot + 1 === slots.length ? 0 : slot + 1;
        entry = slots[slot]!;
      }
      ends[at] = written < end ? slot : CROWDED;
    }
    return written;
  }

  /** Adds a text under those of its keys that are not crowded; `ends` as the `meet` right before left them. */
  add(keys: Int32Array, count: number, ends: Int32Array, text: number): void {
    const slots = this.#slots;
    const bits = this.#textBits;
    for (let at = 0; at < count; at++) {
      let slot = ends[at]!;
      if (slot === CROWDED) continue;
      // Another key of this very text may have taken the place.
      while (slots[slot] !== FREE) slot = slot + 1 === slots.length ? 0 : slot + 1;
      slots[slot] = (keys[at]! << bits) | (text + 1);
    }
  }
}
