import { demand } from '../../compression/damage.ts';

/** A character that XML cannot hold, as workbooks write it. */
const ESCAPE = /_x([\dA-Fa-f]{4})_/g;

/** Far more than the 32,767 characters that a cell may have. */
const MOST = 1024 * 1024;

/** Gathers the text of a cell from its runs; how to pronounce it (`rPh`) is no part of it. */
export class TextCollector {
  #text = '';
  #inText = false;
  #inPhonetic = false;

  start(): void {
    this.#text = '';
    this.#inText = false;
    this.#inPhonetic = false;
  }

  open(name: string): void {
    if (name === 't') this.#inText = true;
    else if (name === 'rPh') this.#inPhonetic = true;
  }

  close(name: string): void {
    if (name === 't') this.#inText = false;
    else if (name === 'rPh') this.#inPhonetic = false;
  }

  text(text: string): void {
    if (!this.#inText || this.#inPhonetic) return;
    this.#text += text;
    demand(this.#text.length <= MOST, 'a text without end');
  }

  /** The text, escapes undone. */
  take(): string {
    return unescaped(this.#text);
  }
}

/** Text with the characters that were written as `_xHHHH_`. */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(ESCAPE, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}
