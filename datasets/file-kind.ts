/**
 * Kinds of file by the bytes that they begin with: those that are read, and what people upload by mistake. The names read
 * the same in every language.
 */
const HEADS = [
  ['Parquet', Buffer.from('PAR1', 'latin1')],
  ['Arrow', Buffer.from('ARROW1', 'latin1')],
  ['ZIP', Buffer.from('PK\x03\x04', 'latin1')],
  ['ZIP', Buffer.from('PK\x05\x06', 'latin1')],
  // What Office wrote before 2007, and what it puts a document with a password into.
  ['OLE', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ['gzip', Buffer.from('1f8b', 'hex')],
  ['zstd', Buffer.from('28b52ffd', 'hex')],
  ['RTF', Buffer.from('{\\rtf', 'latin1')],
  ['GIF', Buffer.from('GIF87a', 'latin1')],
  ['GIF', Buffer.from('GIF89a', 'latin1')],
  ['PNG', Buffer.from('89504e470d0a1a0a', 'hex')],
  ['JPEG', Buffer.from('ffd8ff', 'hex')],
  ['TIFF', Buffer.from('II*\0', 'latin1')],
  ['TIFF', Buffer.from('MM\0*', 'latin1')],
  ['7z', Buffer.from('377abcaf271c', 'hex')],
  ['RAR', Buffer.from('Rar!\x1a\x07', 'latin1')],
  ['xz', Buffer.from('fd377a585a00', 'hex')],
  // Compressed as far as it goes, as every program does by itself.
  ['bzip2', Buffer.from('425a6839314159265359', 'hex')],
  ['lz4', Buffer.from('04224d18', 'hex')],
  ['SQLite', Buffer.from('SQLite format 3\0', 'latin1')],
  ['Avro', Buffer.from('Obj\x01', 'latin1')],
  ['HDF5', Buffer.from('894844460d0a1a0a', 'hex')],
  ['NumPy', Buffer.from('934e554d5059', 'hex')],
  ['pickle', Buffer.from('8002', 'hex')],
  ['pickle', Buffer.from('8003', 'hex')],
  ['pickle', Buffer.from('800495', 'hex')],
  ['pickle', Buffer.from('800595', 'hex')],
] as const;

export type FileKind = (typeof HEADS)[number][0] | 'PDF';

/** Bytes that tell a kind: readers of PDF allow so many before its header. */
export const KIND_HEAD = 1024;
/** The header of a PDF, behind nothing or junk; a text that speaks of one has it within a line. */
const PDF = /(?:^|[\r\n\0])%PDF-/;

/** The kind of a file from its first bytes; null for what may be text, or a stream. */
export function fileKind(head: Buffer): FileKind | null {
  const known = HEADS.find(([, bytes]) => head.subarray(0, bytes.length).equals(bytes));
  if (known !== undefined) return known[0];
  return PDF.test(head.toString('latin1', 0, KIND_HEAD)) ? 'PDF' : null;
}

/** Name of the stream of a compound file (OLE) that holds an Office document behind a password. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

/** Whether an OLE compound file is a document of today behind a password; others are of the formats before 2007. */
export async function isEncryptedPackage(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<boolean> {
  let tail = Buffer.alloc(0);
  for await (const piece of bytes) {
    const window = Buffer.concat([tail, piece]);
    if (window.includes(ENCRYPTED)) return true;
    tail = window.subarray(-ENCRYPTED.length);
  }
  return false;
}
