import type { TextColumn } from '../arrow/text-column.ts';
import { utf8Text } from '../encoding/utf8.ts';

/** Where the texts of one row lie: in the bytes that were read, or where their escapes were taken out. Used again for each row. */
export class TextSpans {
  readonly #sources: Buffer[] = [];
  readonly #from: number[] = [];
  readonly #to: number[] = [];

  set(text: number, source: Buffer, from: number, to: number): void {
    this.#sources[text] = source;
    this.#from[text] = from;
    this.#to[text] = to;
  }

  /** UTF-8 bytes of a text. */
  bytes(text: number): number {
    return this.#to[text]! - this.#from[text]!;
  }

  text(text: number): string {
    return utf8Text(this.#sources[text]!.subarray(this.#from[text]!, this.#to[text]!));
  }

  appendTo(column: TextColumn, text: number): void {
    column.append(this.#sources[text]!, this.#from[text]!, this.#to[text]!);
  }
}
