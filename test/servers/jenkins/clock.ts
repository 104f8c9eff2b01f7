/** The time as the controller sees it; a test moves it on instead of waiting. */
export class SettableClock {
  #ahead = 0;

  /** Milliseconds since 1970. */
  now(): number {
    return Date.now() + this.#ahead;
  }

  /** Moves it on. */
  advance(milliseconds: number): void {
    this.#ahead += milliseconds;
  }
}
