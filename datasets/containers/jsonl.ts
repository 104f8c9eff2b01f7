import { utf8Text } from '../encoding/utf8.ts';
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
const LINE_FEED = 0x0a;
/** After a piece most of whose rows had to be parsed, so many are taken as text, which decodes faster as a whole. */
const TEXT_PIECES = 31;

class JsonlReader implements ContainerReader {
  readonly #sink: RowSink;
  readonly #faults: FaultList;
  readonly #limits: IntakeLimits;
  /** The line begun in an earlier piece. */
  #rest = '';
  #line = 0;
  /** The present line is over the limit: reported, and passed over to its end. */
  #skipping = false;
  /** Pieces that are still to be taken as text. */
  #asText = 0;

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

  /** Row by row straight from the bytes; rows for which that does not do, and pieces after many of them, as text. */
  pushUtf8(bytes: Buffer): void {
    if (this.#asText > 0) {
      this.#asText -= 1;
      this.push(utf8Text(bytes));
      return;
    }
    let at = 0;
    if (this.#rest !== '' || this.#skipping) {
      at = bytes.indexOf(LINE_FEED) + 1;
      this.push(utf8Text(at === 0 ? bytes : bytes.subarray(0, at)));
      if (at === 0) return;
    }
    const before = this.#line;
    let parsed = 0;
    while (at < bytes.length) {
      const next = this.#sink.utf8Row?.(bytes, at, this.#line + 1) ?? -1;
      if (next >= 0) {
        this.#line += 1;
        at = next;
        continue;
      }
      const end = bytes.indexOf(LINE_FEED, at);
      if (end < 0) break;
      this.#take(utf8Text(bytes.subarray(at, end)));
      parsed += 1;
      at = end + 1;
    }
    if (parsed * 2 > this.#line - before) this.#asText = TEXT_PIECES;
    if (at < bytes.length) this.push(utf8Text(bytes.subarray(at)));
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
