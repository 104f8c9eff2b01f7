import { utf8Text } from './utf8.ts';

/** A piece of a file's text that cuts no character in two. */
export interface TextPiece {
  readonly text: string;
  /** The same text in UTF-8, valid and as the file has it; null where the file is in another encoding. */
  readonly utf8: Buffer | null;
}

/** Valid UTF-8, decoded when somebody asks for its text: who reads the bytes saves the time. */
export class Utf8Piece implements TextPiece {
  readonly utf8: Buffer;
  #text: string | null = null;

  constructor(utf8: Buffer) {
    this.utf8 = utf8;
  }

  get text(): string {
    this.#text ??= utf8Text(this.utf8);
    return this.#text;
  }
}
