import type { FaultList } from '../faults.ts';
import type { IntakeLimits } from '../limits.ts';

/** Watches how far compressed data grows, against files made to fill a disk or an hour. */
export class Expansion {
  readonly #faults: FaultList;
  readonly #limits: IntakeLimits;
  #packed = 0;
  #grown = 0;

  constructor(faults: FaultList, limits: IntakeLimits) {
    this.#faults = faults;
    this.#limits = limits;
  }

  /** Bytes taken in, compressed. */
  took(bytes: number): void {
    this.#packed += bytes;
  }

  /** Bytes that came out of them. Fault, final: `INPUT_EXPANDS_TOO_FAR`. */
  gave(bytes: number): void {
    this.#grown += bytes;
    const { expandedBytes, expansion, freeBytes } = this.#limits;
    const inProportion = Math.max(freeBytes, this.#packed * expansion);
    if (this.#grown <= expandedBytes && this.#grown <= inProportion) return;
    const limit = Math.min(expandedBytes, inProportion);
    this.#faults.fail('INPUT_EXPANDS_TOO_FAR', {
      params: { limit },
      expected: `≤ ${expansion} : 1`,
      found: `${Math.floor(this.#grown / Math.max(1, this.#packed))} : 1`,
    });
  }
}
