import { WordColumn } from './word-column.ts';

/** Disjoint sets of the numbers from 0 on; the least number of a set stands for it. */
export class Clusters {
  readonly #parents = new WordColumn();

  get bytes(): number {
    return this.#parents.bytes;
  }

  /** Adds the next number, in a set of its own. */
  push(): void {
    this.#parents.push(this.#parents.length);
  }

  rootOf(member: number): number {
    const parents = this.#parents;
    let at = member;
    for (let parent = parents.at(at); parent !== at; parent = parents.at(at)) {
      // Halving the path on the way keeps it short for the next time.
      parents.set(at, parents.at(parent));
      at = parents.at(at);
    }
    return at;
  }

  areOne(one: number, other: number): boolean {
    return this.rootOf(one) === this.rootOf(other);
  }

  join(one: number, other: number): void {
    const a = this.rootOf(one);
    const b = this.rootOf(other);
    this.#parents.set(Math.max(a, b), Math.min(a, b));
  }
}
