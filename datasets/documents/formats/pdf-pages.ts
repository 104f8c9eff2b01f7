import { Worker } from 'node:worker_threads';
import type { TouchstoneError } from '../../../pipeline/contracts/errors/error.ts';
import { unifyIdeographs } from '../../text/normalise/ideographs.ts';
import { cleanText } from '../clean-text.ts';
import { documentFault, type Source } from '../fault.ts';
import type { DocumentLimits } from '../limits.ts';

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
  /** A font names a map of characters that could not be read. */
  readonly unknownFonts: boolean;
}

export interface PdfContent {
  readonly pages: readonly PdfPage[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** What the thread that reads is given: the bytes are handed over to it. */
export interface PdfQuestion {
  readonly bytes: Uint8Array;
  readonly limits: Pick<DocumentLimits, 'pages' | 'characters'>;
}
/** What it answers. */
export type PdfAnswer =
  | { readonly type: 'page'; readonly page: PdfPage }
  | { readonly type: 'over'; readonly what: 'pages' | 'characters' }
  | { readonly type: 'end'; readonly info: Readonly<Record<string, string>> }
  | { readonly type: 'fault'; readonly name: string; readonly message: string };

const PROPERTIES: Readonly<Record<string, string>> = {
  Title: 'title',
  Subject: 'subject',
  Author: 'author',
  Keywords: 'keywords',
  Creator: 'creator',
  CreationDate: 'created',
  ModDate: 'modified',
};

/** Of JavaScript objects, in MiB. */
const MEMORY = 1024;

/**
 * What the pages of a PDF say, by pdf.js in a thread of its own, which is ended when its time is up. No script of the file
 * is run, no font, picture or link of it is followed.
 * Faults: `DOCUMENT_ENCRYPTED`, `DOCUMENT_DAMAGED`, `DOCUMENT_TOO_MANY_PAGES`, `DOCUMENT_TOO_LONG`, `DOCUMENT_TOO_COMPLEX`.
 */
export async function readPdfPages(bytes: Buffer, source: Source): Promise<PdfContent> {
  const { pages: most, characters, seconds } = source.limits;
  const question: PdfQuestion = { bytes: new Uint8Array(bytes), limits: { pages: most, characters } };
  const worker = new Worker(new URL('./pdf-worker.mjs', import.meta.url), {
    workerData: question,
    transferList: [question.bytes.buffer as ArrayBuffer],
    // The thread is plain JavaScript: it needs no loader, no environment and no arguments of ours.
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: MEMORY },
  });
  const tooComplex = (): TouchstoneError =>
    documentFault(source, 'DOCUMENT_TOO_COMPLEX', { params: { seconds, memory: MEMORY } });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<PdfContent>((resolve, reject) => {
      timer = setTimeout(() => reject(tooComplex()), seconds * 1000);
      const pages: PdfPage[] = [];
      worker.on('message', (answer: PdfAnswer) => {
        if (answer.type === 'page') pages.push(unified(answer.page));
        else if (answer.type === 'end') resolve({ pages, metadata: metadataOf(answer.info) });
        else if (answer.type === 'fault') reject(faultOf(answer, source));
        else if (answer.what === 'pages') {
          reject(documentFault(source, 'DOCUMENT_TOO_MANY_PAGES', { params: { limit: most } }));
        } else reject(documentFault(source, 'DOCUMENT_TOO_LONG', { params: { limit: characters } }));
      });
      worker.on('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooComplex() : faultOf(error, source)),
      );
      worker.on('exit', (code) => reject(faultOf(new Error(`reader ended with ${code}`), source)));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

/** Browsers and others name a glyph by the first character that it is drawn for, often a radical (⽂ for 文). */
function unified(page: PdfPage): PdfPage {
  return { ...page, items: page.items.map((item) => ({ ...item, text: unifyIdeographs(item.text) })) };
}

function metadataOf(info: Readonly<Record<string, string>>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [property, name] of Object.entries(PROPERTIES)) {
    const text = cleanText(unifyIdeographs(info[property] ?? ''))
      .trim()
      .slice(0, 1000);
    if (text !== '') found[name] = text;
  }
  return found;
}

function faultOf(
  { name, message }: { readonly name: string; readonly message: string },
  source: Source,
): TouchstoneError {
  if (name === 'PasswordException')
    return documentFault(source, 'DOCUMENT_ENCRYPTED', { params: { kind: 'PDF' } });
  return documentFault(source, 'DOCUMENT_DAMAGED', {
    params: { kind: 'PDF', detail: message.slice(0, 200) },
  });
}
