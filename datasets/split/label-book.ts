/** Labels by number, in the order of first sight. */
export class LabelBook {
  readonly #numbers = new Map<string, number>();

  /** Every label, at the place of its number. */
  get labels(): readonly string[] {
    return [...this.#numbers.keys()];
  }

  get size(): number {
    return this.#numbers.size;
  }

  /** Every number, in code-unit order of the labels: an order that does not follow the file's. */
  get inOrder(): readonly number[] {
    const labels = this.labels;
    return [...labels.keys()].sort((a, b) => (labels[a]! < labels[b]! ? -1 : 1));
  }

  numberOf(label: string): number {
    const known = this.#numbers.get(label);
    if (known !== undefined) return known;
    this.#numbers.set(label, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}
