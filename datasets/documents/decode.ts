import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import { big5 } from '../encoding/big5.ts';
import type { Decoder, EncodingName } from '../encoding/decoder.ts';
import { gb18030 } from '../encoding/gb18030.ts';
import { shiftJis } from '../encoding/shift-jis.ts';
import { TextReader } from '../encoding/text-reader.ts';
import { utf8 } from '../encoding/utf8.ts';
import { FaultList } from '../faults.ts';
import type { Source } from './fault.ts';

export interface DecodedText {
  readonly text: string;
  readonly encoding: EncodingName;
}

/** What XML and HTML say of their own encoding lies within so many bytes. */
const HEAD = 1024;
const DECLARED =
  /<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']|<meta[^>]{0,200}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})/i;
const NAMES: readonly (readonly [RegExp, Decoder])[] = [
  [/^utf-?8$/i, utf8],
  [/^gb18030$|^gbk$|^(?:x-)?gb_?2312(?:-80)?$|^(?:cp|ms)936$/i, gb18030],
  [/^(?:x-)?s(?:hift)?[-_]?jis$|^windows-31j$|^(?:cp|ms)932$/i, shiftJis],
  [/^(?:x-x-)?(?:cn-)?big-?5(?:-?(?:eten|hkscs|uao))?$|^(?:cp|ms|windows-?)950$/i, big5],
];
const MARK = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/;

/**
 * The text of a whole file. XML and HTML name their encoding, and are believed if all bytes fit; a byte order mark goes
 * before that; else the encoding is told by content. Faults: those of `TextReader`, in the document's own file.
 */
export async function decodeText(bytes: Buffer, source: Source): Promise<DecodedText> {
  const declared = declaredEncoding(bytes);
  if (declared !== null) {
    const decoded = declared.decode(bytes, true);
    // What is declared may be wrong: then the bytes decide. They also do for NUL, whose line the reader knows.
    if ('text' in decoded && !decoded.text.includes('\0')) {
      return { text: decoded.text, encoding: declared.encoding };
    }
  }
  const reader = new TextReader(new FaultList('dataset'));
  const pieces: string[] = [];
  try {
    const read = reader.read(oneChunk(bytes));
    for await (const piece of read) pieces.push(piece);
  } catch (error) {
    throw TouchstoneError.from(error).inFile({ dataset: source.file });
  }
  return { text: pieces.join(''), encoding: reader.encoding };
}

/** Bytes that are there already, for what reads a stream. */
async function* oneChunk(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

function declaredEncoding(bytes: Buffer): Decoder | null {
  const head = bytes.toString('latin1', 0, HEAD);
  if (MARK.test(head)) return null;
  const match = DECLARED.exec(head);
  const name = match?.[1] ?? match?.[2];
  return NAMES.find(([pattern]) => name !== undefined && pattern.test(name))?.[1] ?? null;
}
