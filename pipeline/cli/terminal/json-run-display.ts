import type { RunEvent } from '../../contracts/events.ts';
import type { JsonNarrator } from './narrator.ts';

/** A run as it happens, for programs: every event on a line, progress within a stage at most once a second. */
export class JsonRunDisplay {
  readonly #narrator: JsonNarrator;

  constructor(narrator: JsonNarrator) {
    this.#narrator = narrator;
  }

  /** Shows one event. */
  show({ runId: run, seq, at, body: event }: RunEvent): void {
    if (event.type === 'progress' && !this.#narrator.isDue(`${run} ${event.stage}`)) return;
    this.#narrator.write({ type: 'event', at, run, seq, event });
  }

  /** The connection is lost, and the service waited for. */
  lost(seconds: number): void {
    this.#narrator.write({ type: 'lost', at: new Date().toISOString(), seconds });
  }

  close(): void {}
}
