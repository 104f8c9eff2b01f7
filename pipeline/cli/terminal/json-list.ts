import { EventEmitter, once } from 'node:events';
import type { Screen } from '../../setup/terminal/live-lines.mjs';

/** Writes a JSON object on one line whose first member is a list that may be too long to be held. */
export class JsonList {
  readonly #out: Screen;
  readonly #open: string;
  #count = 0;

  constructor(out: Screen, name: string) {
    this.#out = out;
    this.#open = `{${JSON.stringify(name)}:[`;
  }

  /** Writes one more item, at the pace of whoever reads. */
  async add(item: unknown): Promise<void> {
    const text = `${this.#count === 0 ? this.#open : ','}${JSON.stringify(item)}`;
    this.#count += 1;
    if (this.#out.write(text) === false && this.#out instanceof EventEmitter) await once(this.#out, 'drain');
  }

  /** Writes the other members, at least one, and ends the line. */
  end(others: object): void {
    const start = this.#count === 0 ? this.#open : '';
    this.#out.write(`${start}],${JSON.stringify(others).slice(1)}\n`);
  }
}
