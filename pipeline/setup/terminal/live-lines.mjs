import { cutTo } from './width.mjs';

/**
 * The stream as far as drawing needs it; `process.stdout` and `process.stderr` are such.
 * @typedef {{ write(text: string): unknown, isTTY?: boolean | undefined, columns?: number | undefined }} Screen
 */

/**
 * Lines at the bottom of a terminal that are drawn again in place, with ordinary lines going by above them. On a stream
 * that is no terminal only the ordinary lines are written.
 */
export class LiveLines {
  #drawn = 0;
  /** @type {readonly string[]} */
  #lines = [];

  /** @param {Screen} screen */
  constructor(screen) {
    this.screen = screen;
    /** Whether lines can be drawn in place. */
    this.live = screen.isTTY === true;
  }

  get columns() {
    return Math.max(20, this.screen.columns || 80);
  }

  /**
   * Draws these lines in place of the ones before; each is cut to the width of the terminal.
   * @param {readonly string[]} lines
   */
  draw(lines) {
    if (!this.live) return;
    this.#lines = lines;
    // One column stays free: some terminals wrap when the last one is written.
    const fitted = lines.map((line) => `\x1b[2K${cutTo(line, this.columns - 1)}\n`);
    this.screen.write(`${this.#backUp()}${fitted.join('')}\x1b[J`);
    this.#drawn = lines.length;
  }

  /**
   * Writes an ordinary line above the live ones.
   * @param {string} line
   */
  print(line) {
    this.screen.write(`${this.#backUp()}${this.#drawn > 0 ? '\x1b[J' : ''}${line}\n`);
    this.#drawn = 0;
    if (this.#lines.length > 0) this.draw(this.#lines);
  }

  /** Removes the live lines. */
  clear() {
    if (this.#drawn > 0) this.screen.write(`${this.#backUp()}\x1b[J`);
    this.#drawn = 0;
    this.#lines = [];
  }

  #backUp() {
    return this.#drawn > 0 ? `\x1b[${this.#drawn}A\r` : '';
  }
}
