/** Some of a sequence of texts, evenly spread over it: when there are too many, every second one goes. */
export class TextSample {
  readonly #most: number;
  #texts: string[] = [];
  #every = 1;
  #seen = 0;

  /** Holds fewer than `most` texts, and half of that at least once so many were seen. */
  constructor(most: number) {
    this.#most = most;
  }

  see(text: string): void {
    if (this.#seen++ % this.#every !== 0) return;
    this.#texts.push(text);
    if (this.#texts.length < this.#most) return;
    this.#texts = this.#texts.filter((_, n) => n % 2 === 0);
    this.#every *= 2;
  }

  /** How many were seen. */
  get seen(): number {
    return this.#seen;
  }

  get texts(): readonly string[] {
    return this.#texts;
  }
}
