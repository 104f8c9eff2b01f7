import { NearDuplicateIndex } from '../../near-duplicate/near-duplicate-index.ts';

/** Tells new questions from those that are there. Memory: that of a `NearDuplicateIndex`. */
export class Novelty {
  readonly #index: NearDuplicateIndex;

  constructor(threshold: number) {
    this.#index = new NearDuplicateIndex({ threshold });
  }

  add(question: string): void {
    this.#index.add(question);
  }

  /** Whether no question that was added is near to this one. */
  isNew(question: string): boolean {
    return this.#index.nearest(question) === null;
  }
}
