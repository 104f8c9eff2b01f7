/** Puts numbers into an order that follows from the seed alone (Fisher and Yates; mulberry32). */
export function shuffle(numbers: Uint32Array, seed: number): void {
  let state = seed;
  for (let last = numbers.length - 1; last > 0; last--) {
    state = (state + 0x6d2b79f5) | 0;
    let drawn = Math.imul(state ^ (state >>> 15), 1 | state);
    drawn = (drawn + Math.imul(drawn ^ (drawn >>> 7), 61 | drawn)) ^ drawn;
    const other = Math.floor((((drawn ^ (drawn >>> 14)) >>> 0) / 2 ** 32) * (last + 1));
    const moved = numbers[last]!;
    numbers[last] = numbers[other]!;
    numbers[other] = moved;
  }
}
