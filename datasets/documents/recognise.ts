import type { DocumentFormat } from './document.ts';
import { documentFault, type Source } from './fault.ts';
import { looksLikeXml } from './formats/di.ts';
import { looksLikeHtml } from './formats/html.ts';
import { looksLikeMarkdown } from './formats/markdown.ts';

export type BinaryFormat = Extract<DocumentFormat, 'docx' | 'pdf'>;
export type TextFormat = Exclude<DocumentFormat, BinaryFormat>;

/** What people upload as documents and what cannot be read, by first bytes; the names read the same in every language. */
const OTHERS: readonly { readonly head: Buffer; readonly kind: string }[] = [
  { head: Buffer.from('{\\rtf', 'latin1'), kind: 'RTF' },
  { head: Buffer.from('GIF8', 'latin1'), kind: 'GIF' },
  { head: Buffer.from('89504e470d0a1a0a', 'hex'), kind: 'PNG' },
  { head: Buffer.from('ffd8ff', 'hex'), kind: 'JPEG' },
  { head: Buffer.from('II*\0', 'latin1'), kind: 'TIFF' },
  { head: Buffer.from('MM\0*', 'latin1'), kind: 'TIFF' },
  { head: Buffer.from('377abcaf271c', 'hex'), kind: '7z' },
  { head: Buffer.from('Rar!', 'latin1'), kind: 'RAR' },
  { head: Buffer.from('fd377a585a00', 'hex'), kind: 'xz' },
  { head: Buffer.from('1f8b', 'hex'), kind: 'gzip' },
  { head: Buffer.from('28b52ffd', 'hex'), kind: 'zstd' },
  { head: Buffer.from('SQLite format 3\0', 'latin1'), kind: 'SQLite' },
  { head: Buffer.from('PAR1', 'latin1'), kind: 'Parquet' },
  { head: Buffer.from('ARROW1', 'latin1'), kind: 'Arrow' },
];
const ZIP = [Buffer.from('PK\x03\x04', 'latin1'), Buffer.from('PK\x05\x06', 'latin1')];
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** Name of the stream of a compound file that holds an Office document behind a password. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');
/** Readers of PDF allow so many bytes before its header. */
const PDF_HEAD = 1024;

const begins = (bytes: Buffer, head: Buffer): boolean => bytes.subarray(0, head.length).equals(head);

export const isZip = (bytes: Buffer): boolean => ZIP.some((head) => begins(bytes, head));
export const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, PDF_HEAD).includes('%PDF-');

/** The format of a file that is no text, by its first bytes; null for what may be text. Faults for all other kinds. */
export function binaryFormat(bytes: Buffer, source: Source): BinaryFormat | null {
  if (isPdf(bytes)) return 'pdf';
  if (isZip(bytes)) return 'docx';
  if (begins(bytes, OLE)) {
    if (bytes.includes(ENCRYPTED)) {
      throw documentFault(source, 'DOCUMENT_ENCRYPTED', { params: { kind: 'Office' } });
    }
    throw unknownKind('DOC / XLS / PPT', source);
  }
  const other = OTHERS.find(({ head }) => begins(bytes, head));
  if (other) throw unknownKind(other.kind, source);
  return null;
}

/** The format of a text; the file's name only tells Markdown from plain text where both would do. */
export function textFormat(text: string, source: Source): TextFormat {
  if (looksLikeHtml(text)) return 'html';
  if (looksLikeXml(text)) return 'di';
  return /\.(?:md|markdown)$/i.test(source.file) || looksLikeMarkdown(text) ? 'markdown' : 'text';
}

function unknownKind(kind: string, source: Source) {
  return documentFault(source, 'DOCUMENT_FORMAT', { params: { kind }, found: kind });
}
