import { TouchstoneError } from '../../../pipeline/contracts/errors/error.ts';
import { cleanText } from '../clean-text.ts';
import { documentFault, type Source } from '../fault.ts';
import { predefinedCMap } from './pdf-cmaps.ts';

/** A piece of text as a page draws it; lengths in points, the origin in the page's lower left corner. */
export interface PdfItem {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** A line ends after it. */
  readonly endsLine: boolean;
}

export interface PdfPage {
  readonly number: number;
  readonly items: readonly PdfItem[];
  /** A font names a map of characters that is not known. */
  readonly unknownFonts: boolean;
}

export interface PdfContent {
  readonly pages: readonly PdfPage[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** What is used of pdf.js, whose own types do not resolve here. */
interface PdfJs {
  getDocument(options: Readonly<Record<string, unknown>>): { readonly promise: Promise<Pdf> };
}
interface Pdf {
  readonly numPages: number;
  getPage(number: number): Promise<{
    getTextContent(): Promise<{ readonly items: readonly (TextItem | { readonly type: string })[] }>;
    cleanup(): void;
  }>;
  getMetadata(): Promise<{ readonly info: Readonly<Record<string, unknown>> }>;
  destroy(): Promise<void>;
}
interface TextItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly hasEOL: boolean;
}

const PROPERTIES: Readonly<Record<string, string>> = {
  Title: 'title',
  Subject: 'subject',
  Author: 'author',
  Keywords: 'keywords',
  Creator: 'creator',
  CreationDate: 'created',
  ModDate: 'modified',
};

/**
 * What the pages of a PDF say, by pdf.js. No script of the file is run, no font, picture or link of it is followed.
 * Faults: `DOCUMENT_ENCRYPTED`, `DOCUMENT_DAMAGED`, `DOCUMENT_TOO_MANY_PAGES`, `DOCUMENT_TOO_LONG`.
 */
export async function readPdfPages(bytes: Buffer, source: Source): Promise<PdfContent> {
  let unknownFonts = false;
  /** pdf.js asks this for character maps and for standard fonts; the latter only matter for drawing. */
  class Assets {
    async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
      const map = kind === 'cMapUrl' ? predefinedCMap(filename) : null;
      if (map !== null) return new TextEncoder().encode(map);
      if (kind === 'cMapUrl') unknownFonts = true;
      throw new Error(`no ${filename}`);
    }
  }
  let pdf: Pdf | null = null;
  try {
    const { getDocument } = await pdfJs();
    const loading = getDocument({
      data: new Uint8Array(bytes),
      verbosity: 0,
      isEvalSupported: false,
      useSystemFonts: false,
      disableFontFace: true,
      useWasm: false,
      useWorkerFetch: false,
      cMapPacked: false,
      BinaryDataFactory: Assets,
    });
    pdf = await loading.promise;
    if (pdf.numPages > source.limits.pages) {
      throw documentFault(source, 'DOCUMENT_TOO_MANY_PAGES', { params: { limit: source.limits.pages } });
    }
    const pages: PdfPage[] = [];
    let characters = 0;
    for (let number = 1; number <= pdf.numPages; number++) {
      const items = await itemsOf(pdf, number);
      characters += items.reduce((sum, { text }) => sum + text.length, 0);
      if (characters > source.limits.characters) {
        throw documentFault(source, 'DOCUMENT_TOO_LONG', { params: { limit: source.limits.characters } });
      }
      pages.push({ number, items, unknownFonts });
    }
    return { pages, metadata: await metadataOf(pdf) };
  } catch (error) {
    throw faultOf(error, source);
  } finally {
    await pdf?.destroy();
  }
}

/**
 * Loads pdf.js when the first PDF comes: it is large, and leaves names of its own on the global object, which it needs
 * there and which are kept out of everybody else's sight.
 */
async function pdfJs(): Promise<PdfJs> {
  const before = new Set(Object.keys(globalThis));
  const loaded: unknown = await import('unpdf/pdfjs');
  for (const name of Object.keys(globalThis)) {
    if (!before.has(name)) Object.defineProperty(globalThis, name, { enumerable: false });
  }
  return loaded as PdfJs;
}

async function itemsOf(pdf: Pdf, number: number): Promise<PdfItem[]> {
  const page = await pdf.getPage(number);
  const content = await page.getTextContent();
  page.cleanup();
  return content.items.flatMap((item) => {
    if (!('str' in item)) return [];
    const [x, y] = item.transform.slice(4) as [number, number];
    const { str: text, width, height, hasEOL: endsLine } = item;
    return [{ text, x, y, width, height, endsLine }];
  });
}

async function metadataOf(pdf: Pdf): Promise<Record<string, string>> {
  const { info } = await pdf.getMetadata();
  const found: Record<string, string> = {};
  for (const [property, name] of Object.entries(PROPERTIES)) {
    const value = info[property];
    const text = typeof value === 'string' ? cleanText(value).trim().slice(0, 1000) : '';
    if (text !== '') found[name] = text;
  }
  return found;
}

function faultOf(error: unknown, source: Source): TouchstoneError {
  if (error instanceof TouchstoneError) return error;
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (name === 'PasswordException')
    return documentFault(source, 'DOCUMENT_ENCRYPTED', { params: { kind: 'PDF' } });
  return documentFault(source, 'DOCUMENT_DAMAGED', {
    params: { kind: 'PDF', detail: message.slice(0, 200) },
  });
}
