/** Where a text stops being JSON. `truncated`: it is JSON as far as it goes, but ends too early. */
export interface JsonFault {
  readonly at: number;
  readonly truncated: boolean;
}

const DEEPEST = 1_000;
const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** A number that the end of the text may have cut off. */
const NUMBER_TO_END = /-?[\d.eE+-]*$/y;
const WORDS = ['true', 'false', 'null'];
const STRING_PART = /(?:[^"\\\p{Cc}]+|[\x7f-\x9f]|\\["\\/bfnrt]|\\u[\dA-Fa-f]{4})*/uy;
const ESCAPE_CUT_OFF = /^\\(?:u[\dA-Fa-f]{0,3})?$/;

/**
 * Finds the fault in a text that `JSON.parse` refused. The engine's own message names a position in some versions of
 * Node and none in others, and never says whether the text was merely cut off.
 */
export function locateJsonFault(text: string): JsonFault {
  const at = new Walk(text).document();
  return { at, truncated: at >= text.length || ESCAPE_CUT_OFF.test(text.slice(at, at + 6)) };
}

/** Thrown inside a walk when it can go no further. */
class Stop extends Error {
  readonly at: number;
  constructor(at: number) {
    super('stop');
    this.at = at;
  }
}

class Walk {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Position of the fault; the text's length when it is cut off there. */
  document(): number {
    try {
      this.#value(0);
      this.#space();
      return this.#at;
    } catch (stop) {
      if (stop instanceof Stop) return stop.at;
      throw stop;
    }
  }

  #value(depth: number): void {
    this.#space();
    const first = this.#text[this.#at];
    if (first === undefined || depth > DEEPEST) throw new Stop(this.#at);
    if (first === '{') this.#list('}', () => this.#member(depth));
    else if (first === '[') this.#list(']', () => this.#value(depth + 1));
    else if (first === '"') this.#string();
    else this.#scalar();
  }

  #list(close: string, item: () => void): void {
    this.#at += 1;
    this.#space();
    if (this.#text[this.#at] === close) {
      this.#at += 1;
      return;
    }
    for (;;) {
      item();
      this.#space();
      const next = this.#text[this.#at];
      if (next !== ',' && next !== close) throw new Stop(this.#at);
      this.#at += 1;
      if (next === close) return;
    }
  }

  #member(depth: number): void {
    this.#space();
    if (this.#text[this.#at] !== '"') throw new Stop(this.#at);
    this.#string();
    this.#space();
    if (this.#text[this.#at] !== ':') throw new Stop(this.#at);
    this.#at += 1;
    this.#value(depth + 1);
  }

  #string(): void {
    this.#at += 1;
    this.#skip(STRING_PART);
    if (this.#text[this.#at] !== '"') throw new Stop(this.#at);
    this.#at += 1;
  }

  #scalar(): void {
    const start = this.#at;
    const rest = this.#text.slice(start, start + 5);
    const word = WORDS.find((known) => rest.startsWith(known));
    if (word !== undefined) this.#at += word.length;
    else if (WORDS.some((known) => known.startsWith(rest))) throw new Stop(this.#text.length);
    else this.#number();
    if (this.#at === start) throw new Stop(start);
  }

  #number(): void {
    const start = this.#at;
    this.#skip(NUMBER);
    if (this.#at === this.#text.length) return;
    NUMBER_TO_END.lastIndex = start;
    if (NUMBER_TO_END.test(this.#text)) throw new Stop(this.#text.length);
  }

  #space(): void {
    this.#skip(SPACE);
  }

  #skip(pattern: RegExp): void {
    pattern.lastIndex = this.#at;
    if (pattern.test(this.#text)) this.#at = pattern.lastIndex;
  }
}
