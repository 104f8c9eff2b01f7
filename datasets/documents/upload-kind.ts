import { fileKind } from '../file-kind.ts';
import { isSpreadsheetMarkup } from '../markup.ts';
import type { RandomAccess } from '../random-access.ts';
import { documentFault, type Source } from './fault.ts';
import { looksLikeXml } from './formats/di.ts';
import { isHtmlPage } from './formats/html.ts';
import { PACK_LIMITS } from './limits.ts';
import { isAppleOffice } from './pack/entry-name.ts';
import { openZip } from './pack/zip.ts';

/** What an upload holds: records, one document, or several documents in a ZIP. */
export type UploadKind = 'records' | 'document' | 'pack';

/** Bytes by which an upload is told; a PDF's header may come as late. */
export const UPLOAD_HEAD = 4096;

const TYPES = '[Content_Types].xml';
const WORKBOOK = /spreadsheetml/;
/** Bytes of the file in which OpenDocument and EPUB say what they are. */
const MIMETYPE = 1024;

/** The kind of an upload by its head; `zip` where only its directory tells. Plain text may be either, and is records. */
export function kindOfHead(head: Buffer): 'records' | 'document' | 'zip' {
  const kind = fileKind(head);
  if (kind === 'ZIP') return 'zip';
  if (kind === 'PDF') return 'document';
  // Signs of markup are ASCII in all encodings but UTF-16, of which the zeros are left out here.
  const text = head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .replaceAll('\0', '')
    .replace(/^\ufffd+/, '');
  // What spreadsheet programs write so is a table to whoever opens it, and refused as one.
  if (isSpreadsheetMarkup(text)) return 'records';
  return isHtmlPage(text) || looksLikeXml(text) ? 'document' : 'records';
}

/**
 * What a ZIP is: a workbook has records, so would a sheet of OpenDocument; any other file of an office program is one
 * document, all else is a pack.
 * Faults: those of `openZip`.
 */
export async function kindOfZip(upload: RandomAccess, file: string): Promise<UploadKind> {
  const source: Source = { file, limits: PACK_LIMITS };
  const zip = await openZip(upload, 'ZIP', source);
  if (zip.names.length === 0) throw documentFault(source, 'DOCUMENT_NONE');
  if (isAppleOffice(zip.names)) return 'document';
  if (!zip.has(TYPES)) {
    const mimetype = await zip.read('mimetype', MIMETYPE);
    if (mimetype === null) return 'pack';
    return /opendocument\.spreadsheet/.test(mimetype.toString('latin1')) ? 'records' : 'document';
  }
  const types = await zip.read(TYPES, source.limits.freeBytes);
  return WORKBOOK.test(types?.toString('utf8') ?? '') ? 'records' : 'document';
}
