import type { DocumentFormat, PartKind } from './document.ts';
import { documentFault, type Source } from './fault.ts';
import type { OfficialDocument } from './official/official-document.ts';

/** A part as a format's reader finds it, before it is known which sections there are. */
export interface DraftPart {
  readonly kind: PartKind;
  readonly from: number;
  readonly to: number;
  readonly page?: number;
  /** Of a heading: 1 for the outermost. */
  readonly level?: number;
  /** Of a heading: the section's title, where it is not the part's text. */
  readonly title?: string;
  /** Where the reader knows the sections itself. */
  readonly section?: readonly string[];
}

/** What a format's reader makes of a file. */
export interface Draft {
  readonly format: DocumentFormat;
  readonly text: string;
  readonly parts: readonly DraftPart[];
  readonly title: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  /** Lines that stand beside the text, in headers and footers: no text, but a mark of secrecy may be among them. */
  readonly margins: readonly string[];
  /** Where the format itself has the fields of an official document. */
  readonly official?: OfficialDocument;
}

/** Lays parts one below the other to one text, and keeps within the limits. */
export class DraftText {
  readonly parts: DraftPart[] = [];
  readonly #source: Source;
  readonly #pieces: string[] = [];
  #length = 0;

  constructor(source: Source) {
    this.#source = source;
  }

  get text(): string {
    return this.#pieces.join('');
  }

  /** Adds a part unless it is blank; its text must be clean. */
  add(kind: PartKind, text: string, rest: Omit<DraftPart, 'kind' | 'from' | 'to'> = {}): void {
    const shown = text.trim();
    if (shown === '') return;
    if (this.#length > 0) this.#push('\n');
    const from = this.#length;
    this.#push(shown);
    this.parts.push({ kind, from, to: this.#length, ...rest });
    checkExtent(this.#source, this.#length, this.parts.length);
  }

  #push(piece: string): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
  }
}

/** Faults: `DOCUMENT_TOO_LONG`, `DOCUMENT_TOO_MANY_PARTS`. */
export function checkExtent(source: Source, characters: number, parts: number): void {
  const { limits } = source;
  if (characters > limits.characters) {
    throw documentFault(source, 'DOCUMENT_TOO_LONG', { params: { limit: limits.characters } });
  }
  if (parts > limits.parts) {
    throw documentFault(source, 'DOCUMENT_TOO_MANY_PARTS', { params: { limit: limits.parts } });
  }
}
