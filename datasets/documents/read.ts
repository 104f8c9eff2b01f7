import { cleanText } from './clean-text.ts';
import { decodeText } from './decode.ts';
import type { Document } from './document.ts';
import type { Draft } from './draft.ts';
import { documentFault, type Source } from './fault.ts';
import { readDi } from './formats/di.ts';
import { readDocx } from './formats/docx.ts';
import { readHtml } from './formats/html.ts';
import { readMarkdown } from './formats/markdown.ts';
import { readPdf } from './formats/pdf.ts';
import { readText } from './formats/text.ts';
import { DOCUMENT_LIMITS, type DocumentLimits } from './limits.ts';
import { recogniseOfficial } from './official/recognise.ts';
import { type BinaryFormat, binaryFormat, type TextFormat, textFormat } from './recognise.ts';
import { findSecrecy } from './secrecy/find.ts';
import type { Secrecy } from './secrecy/levels.ts';
import { findChapters, placeParts } from './sections.ts';

export interface DocumentOptions {
  /** The file's name, for places and messages. */
  readonly name: string;
  readonly limits?: Partial<DocumentLimits>;
  /** Takes documents marked 密 or higher, for who is authorised to; else they are refused. */
  readonly allowClassified?: boolean;
}

const BINARY: Readonly<Record<BinaryFormat, (bytes: Buffer, source: Source) => Promise<Draft>>> = {
  docx: readDocx,
  pdf: readPdf,
};
const TEXTUAL: Readonly<Record<TextFormat, (text: string, source: Source) => Draft>> = {
  text: readText,
  markdown: readMarkdown,
  html: readHtml,
  di: readDi,
};

/**
 * Reads one document whole: text, Markdown, HTML, DOCX, PDF with a text layer, or an official document in the exchange's
 * XML, told by content; official documents are known in each of them. Parts keep their place.
 * Errors, all with the file's name: `DOCUMENT_…`, and of texts `INPUT_EMPTY_FILE`, `INPUT_ENCODING`, `INPUT_NUL`. A
 * document marked 密 or higher is `DOCUMENT_CLASSIFIED` unless `allowClassified`.
 */
export async function readDocument(bytes: Uint8Array, options: DocumentOptions): Promise<Document> {
  const { name, allowClassified = false } = options;
  const source: Source = { file: name, limits: { ...DOCUMENT_LIMITS, ...options.limits } };
  if (bytes.length === 0) throw documentFault(source, 'INPUT_EMPTY_FILE');
  if (bytes.length > source.limits.bytes) {
    throw documentFault(source, 'DOCUMENT_TOO_LARGE', { params: { limit: source.limits.bytes } });
  }
  const draft = await draftOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), source);
  if (draft.text.trim() === '') throw documentFault(source, 'DOCUMENT_NO_TEXT');
  const found = draft.official ? null : recogniseOfficial(draft.text, draft.parts);
  const official = draft.official ?? found?.official ?? null;
  const secrecy = draft.official ? draft.official.secrecy : findSecrecy(draft.text, draft.margins);
  if (secrecy !== null && !allowClassified) throw classified(secrecy, source);
  const parts = found?.parts ?? findChapters(draft);
  const heading = parts.find(({ kind }) => kind === 'heading');
  const first = heading && (heading.title ?? draft.text.slice(heading.from, heading.to));
  return {
    name,
    format: draft.format,
    title: official?.subject ?? draft.title ?? first ?? draft.metadata.title ?? null,
    text: draft.text,
    parts: placeParts(name, { text: draft.text, parts }),
    metadata: draft.metadata,
    official,
    secrecy,
  };
}

async function draftOf(bytes: Buffer, source: Source): Promise<Draft> {
  const binary = await binaryFormat(bytes, source);
  if (binary !== null) return BINARY[binary](bytes, source);
  const { text, encoding } = await decodeText(bytes, source);
  const clean = cleanText(text);
  const draft = TEXTUAL[textFormat(clean, source)](clean, source);
  return { ...draft, metadata: { ...draft.metadata, encoding } };
}

function classified({ level, mark, line }: Secrecy, source: Source) {
  return documentFault(source, 'DOCUMENT_CLASSIFIED', {
    params: { level },
    field: '密等及解密條件或保密期限',
    expected: '普通',
    found: mark.slice(0, 100),
    ...(line === undefined ? {} : { line }),
  });
}
