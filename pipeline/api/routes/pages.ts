import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { Language } from '../../contracts/names.ts';
import type { ReportFile } from '../../contracts/report.ts';
import type { BytesReply } from '../answers/reply.ts';
import { preferredLanguage } from '../input/language.ts';

/** The page of each language; who names none gets the one that the report itself opens with. */
const PAGES: Readonly<Record<Language, string>> = { 'zh-TW': 'index.html', en: 'en.html' };

/** The file of the page in the reader's language. */
export function pageFor(headers: IncomingHttpHeaders): string {
  return PAGES[preferredLanguage(headers['accept-language']) ?? 'zh-TW'];
}

/** The reply that shows a page that was made for it, or saves a file beside it. Error: `FILE_NOT_FOUND`. */
export function renderedReply(files: readonly ReportFile[], path: string): BytesReply {
  const file = files.find((one) => one.path === path);
  if (!file) throw new TouchstoneError('FILE_NOT_FOUND', { params: { path: path.slice(0, 200) } });
  const bytes = Buffer.from(file.content);
  return {
    kind: 'bytes',
    bytes: bytes.length,
    shown: 'page',
    filename: file.path,
    open: async () => Readable.from([bytes]),
  };
}
