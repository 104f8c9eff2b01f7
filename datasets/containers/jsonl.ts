import type { FaultList } from '../faults.ts';
import type { IntakeLimits } from '../limits.ts';
import { type Container, type ContainerReader, longerThan, type RowSink } from './container.ts';
import { parseRecord } from './parse-record.ts';

/** JSON Lines: one object a line; blank lines are passed over, CRLF is as good as LF. */
export const jsonl: Container = {
  numbering: 'line',
  open: (sink, faults, limits) => new JsonlReader(sink, faults, limits),
};

const OPENING_BRACE = 0x7b;

class JsonlReader implements ContainerReader {
  readonly #sink: RowSink;
  readonly #faults: FaultList;
  readonly #limits: IntakeLimits;
  /** The line begun in an earlier piece. */
  #rest = '';
  #line = 0;
  /** The present line is over the limit: reported, and passed over to its end. */
  #skipping = false;

  constructor(sink: RowSink, faults: FaultList, limits: IntakeLimits) {
    this.#sink = sink;
    this.#faults = faults;
    this.#limits = limits;
  }

  push(text: string): void {
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      const line = text.slice(from, end);
      this.#take(this.#rest === '' ? line : this.#rest + line);
      this.#rest = '';
      from = end + 1;
    }
    this.#rest += text.slice(from);
    if (this.#rest.length > this.#limits.recordBytes) {
      if (!this.#skipping) this.#tooLong(this.#line + 1);
      this.#skipping = true;
      this.#rest = '';
    }
  }

  end(): void {
    if (this.#rest !== '') this.#take(this.#rest);
  }

  #take(line: string): void {
    this.#line += 1;
    if (this.#skipping) {
      this.#skipping = false;
      return;
    }
    if (line.charCodeAt(0) !== OPENING_BRACE && line.trim() === '') return;
    if (longerThan(line, this.#limits.recordBytes)) {
      this.#tooLong(this.#line);
      return;
    }
    const value = parseRecord(line, this.#line, 0, this.#faults);
    if (value !== null) this.#sink.row(value, this.#line, this.#line);
  }

  #tooLong(line: number): void {
    const limit = this.#limits.recordBytes;
    this.#faults.add('INPUT_LINE_TOO_LONG', { line, params: { limit } });
  }
}
