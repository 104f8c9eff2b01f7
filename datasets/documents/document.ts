import type { OfficialDocument } from './official/official-document.ts';
import type { Secrecy } from './secrecy/levels.ts';

/** Forms that documents come in, all told by content. `di` is the XML of Taiwan's exchange of official documents. */
export const DOCUMENT_FORMATS = ['text', 'markdown', 'html', 'docx', 'pdf', 'di'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

export type PartKind = 'heading' | 'paragraph' | 'list_item' | 'table' | 'note' | 'field';

/** Where a piece of a document stands. `from` and `to` count UTF-16 units of the document's `text`. */
export interface DocumentPlace {
  readonly file: string;
  /** Titles of the sections that it lies in, the outermost first; in official documents 說明, 一、, (一) … */
  readonly section: readonly string[];
  readonly from: number;
  readonly to: number;
  /** Page on which it begins, the first being 1; only where the format has pages. */
  readonly page?: number;
}

/** One paragraph, heading, item, table …; `text` is the document's text from `place.from` to `place.to`. */
export interface DocumentPart {
  readonly kind: PartKind;
  readonly text: string;
  readonly place: DocumentPlace;
}

export interface Document {
  /** Its file's name, as in all places. */
  readonly name: string;
  readonly format: DocumentFormat;
  readonly title: string | null;
  /**
   * All of its text: of text and Markdown files what the file says, of the others what a reader would see. In Unicode
   * form NFC, with line feeds, without control characters.
   */
  readonly text: string;
  readonly parts: readonly DocumentPart[];
  /** What the file says of itself, such as author and created, and its encoding. */
  readonly metadata: Readonly<Record<string, string>>;
  /** The fields of an official document; null for any other. */
  readonly official: OfficialDocument | null;
  /** How it is marked; null for an open document. */
  readonly secrecy: Secrecy | null;
}
