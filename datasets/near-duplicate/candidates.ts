/** The texts that tables gave for one text, narrowed to those worth comparing. */
export class Candidates {
  /** Tables write here, texts more than once among them; `narrow` leaves the candidates at the beginning. */
  readonly texts: Int32Array;
  readonly #times: Int32Array;
  readonly #most: number;

  /** `capacity` is what tables may write, `most` how many are compared. */
  constructor(capacity: number, most: number) {
    this.texts = new Int32Array(capacity);
    this.#times = new Int32Array(capacity);
    this.#most = most;
  }

  /**
   * Leaves each of the first `written` once, ascending, and returns how many are left. Where there are too many, those that
   * were given most often stay, since the more similar a text is, the more keys it shares; of equals, the first.
   */
  narrow(written: number): number {
    sort(this.texts, written);
    const count = this.#countTimes(written);
    return count <= this.#most ? count : this.#keepMostGiven(count);
  }

  #countTimes(written: number): number {
    const { texts } = this;
    const times = this.#times;
    let count = 0;
    for (let at = 0; at < written; at++) {
      if (count > 0 && texts[at] === texts[count - 1]) {
        times[count - 1]! += 1;
      } else {
        texts[count] = texts[at]!;
        times[count++] = 1;
      }
    }
    return count;
  }

  #keepMostGiven(count: number): number {
    const times = this.#times;
    // The last of the most-given ones has `bar`; of those that have just as many, `ties` still fit in.
    const bar = times.slice(0, count).sort()[count - this.#most]!;
    let ties = this.#most;
    for (let at = 0; at < count; at++) if (times[at]! > bar) ties -= 1;
    let kept = 0;
    for (let at = 0; at < count; at++) {
      if (times[at]! < bar || (times[at] === bar && ties-- <= 0)) continue;
      this.texts[kept++] = this.texts[at]!;
    }
    return kept;
  }
}

/** Sorts the first `count` of `numbers`. For the usual handful, calling the built-in sort takes longer than sorting. */
function sort(numbers: Int32Array, count: number): void {
  if (count > 32) {
    numbers.subarray(0, count).sort();
    return;
  }
  for (let at = 1; at < count; at++) {
    const number = numbers[at]!;
    let to = at;
    for (; to > 0 && numbers[to - 1]! > number; to--) numbers[to] = numbers[to - 1]!;
    numbers[to] = number;
  }
}
