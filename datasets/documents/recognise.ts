import { fileKind, isEncryptedPackage } from '../file-kind.ts';
import type { DocumentFormat } from './document.ts';
import { documentFault, type Source } from './fault.ts';
import { looksLikeXml } from './formats/di.ts';
import { looksLikeHtml } from './formats/html.ts';
import { looksLikeMarkdown } from './formats/markdown.ts';

export type BinaryFormat = Extract<DocumentFormat, 'docx' | 'pdf'>;
export type TextFormat = Exclude<DocumentFormat, BinaryFormat>;

/** The format of a file that is no text, by its first bytes; null for what may be text. Faults for all other kinds. */
export async function binaryFormat(bytes: Buffer, source: Source): Promise<BinaryFormat | null> {
  const kind = fileKind(bytes);
  if (kind === null) return null;
  if (kind === 'PDF') return 'pdf';
  if (kind === 'ZIP') return 'docx';
  if (kind === 'OLE' && (await isEncryptedPackage([bytes]))) {
    throw documentFault(source, 'DOCUMENT_ENCRYPTED', { params: { kind: 'Office' } });
  }
  const shown = kind === 'OLE' ? 'DOC / XLS / PPT' : kind;
  throw documentFault(source, 'DOCUMENT_FORMAT', { params: { kind: shown }, found: shown });
}

/** The format of a text; the file's name only tells Markdown from plain text where both would do. */
export function textFormat(text: string, source: Source): TextFormat {
  if (looksLikeHtml(text)) return 'html';
  if (looksLikeXml(text)) return 'di';
  return /\.(?:md|markdown)$/i.test(source.file) || looksLikeMarkdown(text) ? 'markdown' : 'text';
}
