import { excerpt } from '../excerpt.ts';
import type { FaultList } from '../faults.ts';
import type { IntakeLimits } from '../limits.ts';
import { type Container, type ContainerReader, longerThan, type RowSink } from './container.ts';
import { endOfValue } from './json-value.ts';
import { parseRecord } from './parse-record.ts';

/** One JSON document: a list of records, or an object that holds the list under `data`. */
export const json: Container = {
  numbering: 'item',
  open: (sink, faults, limits) => new JsonReader(sink, faults, limits),
};

/** What the reader expects next. */
type Expecting =
  | 'document'
  | 'key'
  | 'first key or end'
  | 'colon'
  | 'value'
  | 'comma or end of object'
  | 'item'
  | 'first item or end'
  | 'comma or end of list'
  | 'nothing';

const NOT_SPACE = /[^ \t\n\r]/g;

/**
 * Reads a list of any length without holding it: each item is cut out by its brackets and parsed alone. Faults inside
 * an item are noted and reading goes on; faults between items are final.
 */
class JsonReader implements ContainerReader {
  readonly #sink: RowSink;
  readonly #faults: FaultList;
  readonly #limits: IntakeLimits;
  #text = '';
  #at = 0;
  #line = 1;
  /** Characters of the present line that earlier pieces held. */
  #indent = 0;
  #expecting: Expecting = 'document';
  #inObject = false;
  #isData = false;
  #sawData = false;
  #item = 0;

  constructor(sink: RowSink, faults: FaultList, limits: IntakeLimits) {
    this.#sink = sink;
    this.#faults = faults;
    this.#limits = limits;
  }

  push(text: string): void {
    this.#text = this.#text.slice(this.#at) + text;
    this.#at = 0;
    while (this.#step(false)) {}
  }

  end(): void {
    while (this.#step(true)) {}
    if (this.#expecting !== 'nothing') {
      this.#faults.fail('INPUT_JSON_TRUNCATED', {
        line: this.#line,
        params: { column: this.#indent + 1 },
        found: excerpt(this.#text.slice(-60)),
      });
    }
    if (this.#inObject && !this.#sawData) {
      this.#faults.fail('INPUT_JSON_SHAPE', { line: 1, field: 'data', expected: '[ … ], {"data": [ … ]}' });
    }
  }

  /** Goes on by one token; false when more text is needed first. */
  #step(last: boolean): boolean {
    NOT_SPACE.lastIndex = this.#at;
    const start = NOT_SPACE.test(this.#text) ? NOT_SPACE.lastIndex - 1 : this.#text.length;
    this.#pass(start);
    const next = this.#text[this.#at];
    if (next === undefined) return false;
    switch (this.#expecting) {
      case 'document':
        return this.#open(next);
      case 'first key or end':
      case 'key':
        if (next === '}' && this.#expecting === 'first key or end') return this.#go('nothing');
        return this.#value(last, (text) => {
          if (next !== '"') this.#unexpected();
          this.#isData = text === '"data"';
          this.#expecting = 'colon';
        });
      case 'colon':
        return next === ':' ? this.#go('value') : this.#unexpected();
      case 'value':
        if (this.#isData && next === '[') {
          this.#sawData = true;
          return this.#go('first item or end');
        }
        return this.#value(last, (text) => {
          this.#checked(text);
          this.#expecting = 'comma or end of object';
        });
      case 'comma or end of object':
        if (next === '}') return this.#go('nothing');
        return next === ',' ? this.#go('key') : this.#unexpected();
      case 'first item or end':
      case 'item':
        if (next === ']' && this.#expecting === 'first item or end') return this.#endOfList();
        return this.#value(last, (text) => {
          this.#record(text);
          this.#expecting = 'comma or end of list';
        });
      case 'comma or end of list':
        if (next === ']') return this.#endOfList();
        return next === ',' ? this.#go('item') : this.#unexpected();
      case 'nothing':
        return this.#unexpected('INPUT_JSON_MORE');
    }
  }

  #open(next: string): boolean {
    this.#inObject = next === '{';
    if (next === '[') return this.#go('first item or end');
    return next === '{' ? this.#go('first key or end') : this.#unexpected();
  }

  #endOfList(): boolean {
    return this.#go(this.#inObject ? 'comma or end of object' : 'nothing');
  }

  /** Takes one mark and expects something else after it. */
  #go(expecting: Expecting): boolean {
    this.#expecting = expecting;
    this.#pass(this.#at + 1);
    return true;
  }

  /** Hands the value that begins here to `take`, or asks for more text while its end is not in sight. */
  #value(last: boolean, take: (text: string) => void): boolean {
    const end = endOfValue(this.#text, this.#at);
    const limit = this.#limits.recordBytes;
    if (end < 0 || (end === this.#text.length && !last)) {
      if (this.#text.length - this.#at <= limit) return false;
      this.#faults.fail('INPUT_LINE_TOO_LONG', { line: this.#line, params: { limit } });
    }
    if (end === this.#at) this.#unexpected();
    const text = this.#text.slice(this.#at, end);
    take(text);
    this.#pass(end);
    return true;
  }

  #record(text: string): void {
    this.#item += 1;
    const limit = this.#limits.recordBytes;
    if (longerThan(text, limit)) {
      this.#faults.add('INPUT_LINE_TOO_LONG', { line: this.#line, params: { limit } });
      return;
    }
    const row = parseRecord(text, this.#line, this.#indent, this.#faults);
    if (row !== null) this.#sink.row(row, this.#line, this.#item);
  }

  /** A value beside `data` is not used, but must be JSON all the same. */
  #checked(text: string): void {
    try {
      JSON.parse(text);
    } catch {
      this.#unexpected();
    }
  }

  /** Moves on to `end`, counting lines. */
  #pass(end: number): void {
    const passed = this.#text.slice(this.#at, end);
    let from = 0;
    for (let at = passed.indexOf('\n'); at >= 0; at = passed.indexOf('\n', from)) {
      this.#line += 1;
      this.#indent = 0;
      from = at + 1;
    }
    this.#indent += passed.length - from;
    this.#at = end;
  }

  #unexpected(code: 'INPUT_JSON_SYNTAX' | 'INPUT_JSON_MORE' = 'INPUT_JSON_SYNTAX'): never {
    this.#faults.fail(code, {
      line: this.#line,
      params: { column: this.#indent + 1 },
      found: excerpt(this.#text.slice(this.#at, this.#at + 40)),
    });
  }
}
