import { bar, duration } from './terminal/figures.mjs';
import { LiveLines } from './terminal/live-lines.mjs';

/** @typedef {import('./texts/speak.mjs').Say} Say */
/** @typedef {import('./texts/speak.mjs').TextKey} TextKey */
/** What a step reports: how far it is (0–1, or null where nobody knows) and what it does. */
/** @typedef {(fraction: number | null, doing: string) => void} Report */

/** On a stream that is no terminal a step says at most this often how far it is. */
const PLAIN_EVERY_MS = 10_000;

/** The lines that setup shows: in place on a terminal, now and then in a log. */
export class Display {
  #lines;
  #say;
  #started = performance.now();

  /**
   * @param {import('./terminal/live-lines.mjs').Screen} screen
   * @param {Say} say
   */
  constructor(screen, say) {
    this.#lines = new LiveLines(screen);
    this.#say = say;
  }

  /** @param {string} line */
  print(line) {
    this.#lines.print(line);
  }

  /** Seconds since setup began. */
  get elapsed() {
    return (performance.now() - this.#started) / 1000;
  }

  /**
   * Shows one step while it works.
   * @template T
   * @param {{ index: number, total: number, title: string }} step
   * @param {(report: Report) => Promise<T>} work
   * @param {(result: T) => TextKey} outcome the text for its end
   */
  async step(step, work, outcome) {
    const begun = performance.now();
    let last = begun;
    /** @type {{ fraction: number | null, doing: string }} */
    let state = { fraction: null, doing: '' };
    const seconds = () => (performance.now() - begun) / 1000;
    const head = `[${step.index}/${step.total}] ${step.title}`;
    const draw = () => this.#lines.draw([head, `  ${progressLine(state, seconds(), this.#lines.columns)}`]);
    if (!this.#lines.live) this.print(this.#say('working', step));
    const tick = this.#lines.live ? setInterval(draw, 200) : undefined;
    try {
      const result = await work((fraction, doing) => {
        state = { fraction, doing };
        if (this.#lines.live || performance.now() - last < PLAIN_EVERY_MS) return;
        last = performance.now();
        this.print(`  ${progressLine(state, seconds(), 0)}`);
      });
      this.#lines.clear();
      this.print(this.#say(outcome(result), { ...step, elapsed: duration(seconds()) }));
      return result;
    } finally {
      clearInterval(tick);
      this.#lines.clear();
    }
  }
}

/**
 * @param {{ fraction: number | null, doing: string }} state
 * @param {number} seconds
 * @param {number} columns 0 for a log, which gets no bar
 */
function progressLine({ fraction, doing }, seconds, columns) {
  const percent = fraction === null ? '' : `${Math.floor(fraction * 100)} %`.padStart(5);
  const picture = fraction === null || columns < 60 ? '' : bar(fraction, 24);
  return [picture, percent, duration(seconds), doing].filter((part) => part !== '').join('  ');
}
