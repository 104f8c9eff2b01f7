/**
 * XXH64 with seed 0 over bytes that come piece by piece, of which zstd writes down the low 32 bits.
 * https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md. Numbers of 64 bits are two of 32, low and high: with
 * BigInt it would take longer than all of the decompression.
 */
export class Xxh64 {
  /** Low and high half of each of four lanes. */
  readonly #lanes = new Int32Array(8);
  readonly #rest = new Uint8Array(32);
  #resting = 0;
  #length = 0;

  constructor() {
    this.#set(0, P1L + P2L, P1H + P2H + carry(P1L, P2L));
    this.#set(1, P2L, P2H);
    this.#set(2, 0, 0);
    const low = -P1L >>> 0;
    this.#set(3, low, ~P1H);
  }

  update(bytes: Uint8Array): void {
    this.#length += bytes.length;
    let at = 0;
    if (this.#resting > 0) {
      at = Math.min(32 - this.#resting, bytes.length);
      this.#rest.set(bytes.subarray(0, at), this.#resting);
      this.#resting += at;
      if (this.#resting < 32) return;
      this.#stripe(this.#rest, 0);
      this.#resting = 0;
    }
    for (; at + 32 <= bytes.length; at += 32) this.#stripe(bytes, at);
    this.#rest.set(bytes.subarray(at), 0);
    this.#resting = bytes.length - at;
  }

  /** The low 32 bits of the hash. */
  digest(): number {
    if (this.#length >= 32) this.#converge();
    else set(P5L, P5H);
    add(this.#length % 2 ** 32, Math.floor(this.#length / 2 ** 32));
    const rest = this.#rest;
    let at = 0;
    for (; at + 8 <= this.#resting; at += 8) {
      const [low, high] = [accL, accH];
      set(0, 0);
      round(word(rest, at), word(rest, at + 4));
      xor(low, high);
      rotate(27);
      multiply(P1L, P1H);
      add(P4L, P4H);
    }
    if (at + 4 <= this.#resting) {
      const [low, high] = [accL, accH];
      set(word(rest, at), 0);
      multiply(P1L, P1H);
      xor(low, high);
      rotate(23);
      multiply(P2L, P2H);
      add(P3L, P3H);
      at += 4;
    }
    for (; at < this.#resting; at++) {
      const [low, high] = [accL, accH];
      set(rest[at]!, 0);
      multiply(P5L, P5H);
      xor(low, high);
      rotate(11);
      multiply(P1L, P1H);
    }
    avalanche();
    return accL;
  }

  #set(lane: number, low: number, high: number): void {
    this.#lanes[2 * lane] = low;
    this.#lanes[2 * lane + 1] = high;
  }

  /** The hot path: each lane's round as below, written out. */
  #stripe(bytes: Uint8Array, at: number): void {
    const lanes = this.#lanes;
    for (let lane = 0; lane < 8; lane += 2) {
      const from = at + 4 * lane;
      const low = word(bytes, from);
      const product = Math.imul(low, P2L);
      const sum = (lanes[lane]! + product) | 0;
      const high =
        (lanes[lane + 1]! +
          upper(low, P2L) +
          Math.imul(word(bytes, from + 4), P2L) +
          Math.imul(low, P2H) +
          (sum >>> 0 < product >>> 0 ? 1 : 0)) |
        0;
      const turned = (sum << 31) | (high >>> 1);
      lanes[lane] = Math.imul(turned, P1L);
      lanes[lane + 1] =
        upper(turned, P1L) + Math.imul((high << 31) | (sum >>> 1), P1L) + Math.imul(turned, P1H);
    }
  }

  #converge(): void {
    let [low, high] = [0, 0];
    for (const [lane, turn] of [1, 7, 12, 18].entries()) {
      set(this.#lanes[2 * lane]!, this.#lanes[2 * lane + 1]!);
      rotate(turn);
      add(low, high);
      [low, high] = [accL, accH];
    }
    for (let lane = 0; lane < 4; lane++) {
      set(0, 0);
      round(this.#lanes[2 * lane]!, this.#lanes[2 * lane + 1]!);
      xor(low, high);
      multiply(P1L, P1H);
      add(P4L, P4H);
      [low, high] = [accL, accH];
    }
  }
}

const [P1H, P1L] = [0x9e3779b1, 0x85ebca87];
const [P2H, P2L] = [0xc2b2ae3d, 0x27d4eb4f];
const [P3H, P3L] = [0x165667b1, 0x9e3779f9];
const [P4H, P4L] = [0x85ebca77, 0xc2b2ae63];
const [P5H, P5L] = [0x27d4eb2f, 0x165667c5];

/** The accumulator that the operations below work on. */
let accL = 0;
let accH = 0;

function set(low: number, high: number): void {
  accL = low >>> 0;
  accH = high >>> 0;
}

function carry(a: number, b: number): number {
  return (a >>> 0) + (b >>> 0) > 0xffffffff ? 1 : 0;
}

function add(low: number, high: number): void {
  set(accL + low, accH + high + carry(accL, low));
}

function xor(low: number, high: number): void {
  set(accL ^ low, accH ^ high);
}

/** Left, by 1 to 31 bits. */
function rotate(by: number): void {
  set((accL << by) | (accH >>> (32 - by)), (accH << by) | (accL >>> (32 - by)));
}

/** The upper 32 bits of a product of two numbers of 32 bits, put together from halves of 16. */
function upper(a: number, b: number): number {
  const a0 = a & 0xffff;
  const a1 = a >>> 16;
  const b0 = b & 0xffff;
  const b1 = b >>> 16;
  const low = (a0 * b0) >>> 16;
  const one = a1 * b0 + low;
  const two = a0 * b1 + (one & 0xffff);
  return (a1 * b1 + Math.floor(one / 65_536) + Math.floor(two / 65_536)) | 0;
}

/** Modulo 2^64. */
function multiply(low: number, high: number): void {
  set(Math.imul(accL, low), upper(accL, low) + Math.imul(accH, low) + Math.imul(accL, high));
}

/** One lane's round: accumulator + input · P2, turned, · P1. */
function round(low: number, high: number): void {
  const [lane, laneHigh] = [accL, accH];
  set(low, high);
  multiply(P2L, P2H);
  add(lane, laneHigh);
  rotate(31);
  multiply(P1L, P1H);
}

function avalanche(): void {
  xor(accH >>> 1, 0);
  multiply(P2L, P2H);
  xor((accL >>> 29) | (accH << 3), accH >>> 29);
  multiply(P3L, P3H);
  xor(accH, 0);
}

function word(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}
