/** Kinds of file that are told by their first bytes. */
export type FileKind =
  | 'parquet'
  | 'arrow'
  | 'arrow_stream'
  | 'zip'
  | 'ole'
  | 'text'
  | { readonly refused: string };

const KINDS: readonly { readonly head: Buffer; readonly kind: FileKind }[] = [
  { head: Buffer.from('PAR1', 'latin1'), kind: 'parquet' },
  { head: Buffer.from('ARROW1', 'latin1'), kind: 'arrow' },
  { head: Buffer.from('PK\x03\x04', 'latin1'), kind: 'zip' },
  { head: Buffer.from('PK\x05\x06', 'latin1'), kind: 'zip' },
  { head: Buffer.from('d0cf11e0a1b11ae1', 'hex'), kind: 'ole' },
  // What people upload by mistake; the names read the same in every language.
  { head: Buffer.from('%PDF-', 'latin1'), kind: { refused: 'PDF' } },
  { head: Buffer.from('89504e470d0a1a0a', 'hex'), kind: { refused: 'PNG' } },
  { head: Buffer.from('ffd8ff', 'hex'), kind: { refused: 'JPEG' } },
  { head: Buffer.from('377abcaf271c', 'hex'), kind: { refused: '7z' } },
  { head: Buffer.from('Rar!', 'latin1'), kind: { refused: 'RAR' } },
  { head: Buffer.from('fd377a585a00', 'hex'), kind: { refused: 'xz' } },
  { head: Buffer.from('SQLite format 3\0', 'latin1'), kind: { refused: 'SQLite' } },
  // Compressed twice, or inside of what was compressed.
  { head: Buffer.from('1f8b', 'hex'), kind: { refused: 'gzip' } },
  { head: Buffer.from('28b52ffd', 'hex'), kind: { refused: 'zstd' } },
];

/** Bytes that tell a kind. */
export const KIND_HEAD = 16;

/**
 * Tells the kind of a file from its first bytes. A stream of Arrow begins with a mark, the length of its schema and
 * the place of the schema's table in it, which is small: no text in any encoding begins so.
 */
export function kindOf(head: Buffer): FileKind {
  const known = KINDS.find((one) => head.subarray(0, one.head.length).equals(one.head));
  if (known !== undefined) return known.kind;
  const streams = head.length >= 12 && head.readUInt32LE(0) === 0xffffffff && head.readInt32LE(4) > 0;
  return streams && head.readUInt32LE(8) < 0x10000 ? 'arrow_stream' : 'text';
}
