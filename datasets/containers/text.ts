import type { FaultList } from '../faults.ts';
import type { IntakeLimits } from '../limits.ts';
import { type Container, type ContainerReader, longerThan, type RowSink } from './container.ts';

/** What is one record of a plain text. */
export type TextUnit = 'line' | 'paragraph';

/** Plain text: a record for each line that is not blank, or for each run of such lines. */
export function plain(unit: TextUnit): Container {
  return {
    numbering: 'line',
    open: (sink, faults, limits) => new PlainReader(sink, faults, limits, unit),
  };
}

/** A line of text and, below a blank line, more text. */
const PARTED = /\S[^\n]*\n[ \t\r]*\n\s*\S/;

/** Paragraphs where blank lines part the text, else lines. Told from its first piece. */
export function unitOf(head: string): TextUnit {
  return PARTED.test(head) ? 'paragraph' : 'line';
}

class PlainReader implements ContainerReader {
  readonly #sink: RowSink;
  readonly #faults: FaultList;
  readonly #limits: IntakeLimits;
  readonly #unit: TextUnit;
  #rest = '';
  #line = 0;
  /** The paragraph begun, its length, and its first line. */
  #paragraph: string[] = [];
  #length = 0;
  #first = 0;

  constructor(sink: RowSink, faults: FaultList, limits: IntakeLimits, unit: TextUnit) {
    this.#sink = sink;
    this.#faults = faults;
    this.#limits = limits;
    this.#unit = unit;
  }

  push(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop()!;
    for (const line of lines) this.#take(line);
    if (this.#rest.length + this.#length > this.#limits.recordBytes) this.#tooLong(this.#line + 1);
  }

  end(): void {
    if (this.#rest !== '') this.#take(this.#rest);
    this.#flush();
  }

  #take(raw: string): void {
    this.#line += 1;
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (line.trim() === '') {
      this.#flush();
      return;
    }
    if (this.#paragraph.length === 0) this.#first = this.#line;
    this.#paragraph.push(line);
    this.#length += line.length + 1;
    if (this.#unit === 'line') this.#flush();
    else if (this.#length > this.#limits.recordBytes) this.#tooLong(this.#first);
  }

  #flush(): void {
    if (this.#paragraph.length === 0) return;
    const text = this.#paragraph.join('\n');
    this.#paragraph = [];
    this.#length = 0;
    if (longerThan(text, this.#limits.recordBytes)) this.#tooLong(this.#first);
    this.#sink.row({ text }, this.#first, this.#first);
  }

  #tooLong(line: number): never {
    this.#faults.fail('INPUT_LINE_TOO_LONG', { line, params: { limit: this.#limits.recordBytes } });
  }
}
