import { isUtf8 } from 'node:buffer';
import { type Entry, getFileNameLowLevel } from 'yauzl';
import { big5 } from '../../encoding/big5.ts';
import { cleanText } from '../clean-text.ts';

/** The extra field in which some programs put the name in UTF-8. */
const UNICODE_PATH = 0x7075;
const UTF8_FLAG = 0x800;
const LONGEST = 400;

/**
 * The name of a file in a ZIP container, its folders before it. Where no mark says that it is UTF-8, the format means
 * code page 437; but Windows in Taiwan writes Big5 there, and other programs UTF-8.
 */
export function entryName(entry: Entry): string {
  const { generalPurposeBitFlag: flags, fileNameRaw: raw, extraFields } = entry;
  return cleanText(decodedName(flags, raw, extraFields))
    .replaceAll('\\', '/')
    .replace(/^\/+/, '')
    .slice(0, LONGEST);
}

function decodedName(flags: number, raw: Buffer, extraFields: Entry['extraFields']): string {
  const marked = (flags & UTF8_FLAG) !== 0 || extraFields.some(({ id }) => id === UNICODE_PATH);
  if (!marked && isUtf8(raw)) return raw.toString('utf8');
  const chinese = marked ? null : big5.decode(raw, true);
  if (chinese !== null && 'text' in chinese) return chinese.text;
  return getFileNameLowLevel(flags, raw, extraFields, false);
}

/** What file managers leave in folders, and locks of open documents: no document. */
const LEFT_BEHIND = /(?:^|\/)(?:__MACOSX\/|\.|~\$|Thumbs\.db$|desktop\.ini$)/i;

/** Whether a name is a folder's or that of a file that no person put there. */
export function isPassedOver(name: string): boolean {
  return name.endsWith('/') || LEFT_BEHIND.test(name);
}

const APPLE = /^(?:[^/]+\/)?Index(?:\.zip$|\/.*\.iwa$)/;

/** Whether these are the files of a document of Numbers, Pages or Keynote. */
export function isAppleOffice(names: readonly string[]): boolean {
  return names.some((name) => APPLE.test(name));
}
