/** Kinds of file that people upload by mistake, told by their first bytes; the names read the same in every language. */
const KINDS: readonly { readonly head: Buffer; readonly kind: string }[] = [
  { head: Buffer.from('PK\x03\x04', 'latin1'), kind: 'ZIP / XLSX / DOCX' },
  { head: Buffer.from('d0cf11e0a1b11ae1', 'hex'), kind: 'XLS / DOC' },
  { head: Buffer.from('%PDF-', 'latin1'), kind: 'PDF' },
  { head: Buffer.from('1f8b', 'hex'), kind: 'gzip' },
  { head: Buffer.from('28b52ffd', 'hex'), kind: 'zstd' },
  { head: Buffer.from('PAR1', 'latin1'), kind: 'Parquet' },
  { head: Buffer.from('ARROW1', 'latin1'), kind: 'Arrow' },
];

/** The kind of a binary file, or null for what may be text. */
export function kindOfBinary(bytes: Buffer): string | null {
  return KINDS.find(({ head }) => bytes.subarray(0, head.length).equals(head))?.kind ?? null;
}
