/** Texts of a sample at most; the middle and the quarters of so many are known to a few per cent. */
const MOST = 2_000;

/** Some of a sequence of texts, evenly spread over it: when there are too many, every second one goes. */
export class TextSample {
  #texts: string[] = [];
  #every = 1;
  #seen = 0;

  see(text: string): void {
    if (this.#seen++ % this.#every !== 0) return;
    this.#texts.push(text);
    if (this.#texts.length < MOST) return;
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
