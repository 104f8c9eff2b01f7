interface Outcome<T> {
  readonly promise: Promise<T>;
  settled: boolean;
  resolve(value: T): void;
  reject(error: unknown): void;
}

/** Results that come in any order, given out in theirs. The first word about each counts. */
export class Outcomes<T> {
  readonly #all: readonly Outcome<T>[];

  constructor(count: number) {
    this.#all = Array.from({ length: count }, () => outcome<T>());
  }

  /** Whether any is still to come. */
  get open(): boolean {
    return this.#all.some(({ settled }) => !settled);
  }

  isSettled(place: number): boolean {
    return this.#all[place]!.settled;
  }

  settle(place: number, value: T): void {
    const one = this.#all[place]!;
    one.settled = true;
    one.resolve(value);
  }

  fail(place: number, error: unknown): void {
    const one = this.#all[place]!;
    one.settled = true;
    one.reject(error);
  }

  /** Settles a place with what becomes of a promise; never rejects. */
  async follow(place: number, promise: Promise<T>): Promise<void> {
    await promise.then(
      (value) => this.settle(place, value),
      (error: unknown) => this.fail(place, error),
    );
  }

  /** Nothing more will come of those that are open. */
  failAll(error: unknown): void {
    for (const [place, { settled }] of this.#all.entries()) if (!settled) this.fail(place, error);
  }

  /** One after the other. Error: that of the first one that failed. */
  async *inOrder(): AsyncGenerator<T> {
    for (const { promise } of this.#all) yield await promise;
  }
}

function outcome<T>(): Outcome<T> {
  const one: { resolve?: (value: T) => void; reject?: (error: unknown) => void } = {};
  const promise = new Promise<T>((resolve, reject) => Object.assign(one, { resolve, reject }));
  // One that nobody comes to ask for must not end the process.
  promise.catch(() => {});
  return { promise, settled: false, resolve: one.resolve!, reject: one.reject! };
}
