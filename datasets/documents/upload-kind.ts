import { documentFault, type Source } from './fault.ts';
import { looksLikeXml } from './formats/di.ts';
import { isHtmlPage } from './formats/html.ts';
import { PACK_LIMITS } from './limits.ts';
import type { RandomAccess } from './pack/random-access.ts';
import { openZip } from './pack/zip.ts';
import { isPdf, isZip } from './recognise.ts';

/** What an upload holds: records, one document, or several documents in a ZIP. */
export type UploadKind = 'records' | 'document' | 'pack';

/** Bytes by which an upload is told; a PDF's header may come as late. */
export const UPLOAD_HEAD = 4096;

const TYPES = '[Content_Types].xml';
const WORKBOOK = /spreadsheetml/;

/** The kind of an upload by its head; `zip` where only its directory tells. Plain text may be either, and is records. */
export function kindOfHead(head: Buffer): 'records' | 'document' | 'zip' {
  if (isZip(head)) return 'zip';
  if (isPdf(head)) return 'document';
  // Signs of markup are ASCII in all encodings but UTF-16, of which the zeros are left out here.
  const text = head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .replaceAll('\0', '')
    .replace(/^\ufffd+/, '');
  return isHtmlPage(text) || looksLikeXml(text) ? 'document' : 'records';
}

/**
 * What a ZIP is: a workbook has records, any other Office or OpenDocument file is one document, all else is a pack.
 * Faults: those of `openZip`.
 */
export async function kindOfZip(upload: RandomAccess, file: string): Promise<UploadKind> {
  const source: Source = { file, limits: PACK_LIMITS };
  const zip = await openZip(upload, 'ZIP', source);
  if (zip.names.length === 0) throw documentFault(source, 'DOCUMENT_NONE');
  if (!zip.has(TYPES)) return zip.has('mimetype') ? 'document' : 'pack';
  const types = await zip.read(TYPES, source.limits.freeBytes);
  return WORKBOOK.test(types?.toString('utf8') ?? '') ? 'records' : 'document';
}
