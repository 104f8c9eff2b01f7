/**
 * A seeded stream of random numbers: xoshiro128** 1.1 (Blackman and Vigna, "Scrambled linear pseudorandom number
 * generators", ACM TOMS 47:36, 2021; period 2¹²⁸ − 1), 32-bit integers throughout, so that every machine and every
 * Node version draws the same. Not for secrets.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  /** The four 32-bit words of the state; not all may be 0. */
  constructor(state: readonly [number, number, number, number]) {
    if (state.every((word) => word >>> 0 === 0))
      throw new RangeError('xoshiro128** needs a state other than 0');
    this.#a = state[0] | 0;
    this.#b = state[1] | 0;
    this.#c = state[2] | 0;
    this.#d = state[3] | 0;
  }

  /**
   * The stream named `stream` of a seed. Streams of one seed are independent for our purposes, so that adding a draw in
   * one place changes no figure elsewhere.
   */
  static of(seed: number, stream: string): Random {
    let hash = fnv1a(stream) ^ (seed | 0);
    const word = (): number => {
      hash = (hash + 0x9e3779b9) | 0;
      return mix(hash);
    };
    return new Random([word(), word(), word(), word()]);
  }

  /** Uniform over 0 … 2³² − 1. */
  uint32(): number {
    const scrambled = Math.imul(rotate(Math.imul(this.#b, 5), 7), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = rotate(this.#d, 11);
    return scrambled;
  }

  /** Uniform over the multiples of 2⁻⁵³ in [0, 1). */
  uniform(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

/** Finaliser of MurmurHash3 (public domain, A. Appleby): a bijection in which every input bit moves every output bit. */
function mix(word: number): number {
  let w = word;
  w = Math.imul(w ^ (w >>> 16), 0x85ebca6b);
  w = Math.imul(w ^ (w >>> 13), 0xc2b2ae35);
  return w ^ (w >>> 16);
}

/** FNV-1a, 32 bits, over the UTF-16 code units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
