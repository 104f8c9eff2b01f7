/** Character sets of one or two bytes a character that Node can decode. */
export type DoubleByteCharset = 'big5' | 'gbk' | 'euc-jp';

const FIRST_TRAIL = 0x40;
const LAST_TRAIL = 0xfe;
const ROW = LAST_TRAIL - FIRST_TRAIL + 1;

/**
 * Calls `see` for every character of the Basic Multilingual Plane that two bytes stand for, with those bytes as
 * `lead << 8 | trail`, in their order. The table is Node's own, read out by decoding every pair.
 */
export function eachPair(
  charset: DoubleByteCharset,
  firstLead: number,
  lastLead: number,
  see: (code: number, pair: number) => void,
): void {
  const decoder = new TextDecoder(charset);
  // A line feed after each pair brings the decoder back into step after one that stands for nothing.
  const row = new Uint8Array(ROW * 3).fill(0x0a);
  for (let lead = firstLead; lead <= lastLead; lead++) {
    for (let i = 0; i < ROW; i++) {
      row[i * 3] = lead;
      row[i * 3 + 1] = FIRST_TRAIL + i;
    }
    const cells = decoder.decode(row).split('\n');
    for (let i = 0; i < ROW; i++) {
      const cell = cells[i]!;
      if (cell.length === 1 && cell !== '\ufffd') see(cell.charCodeAt(0), (lead << 8) | (FIRST_TRAIL + i));
    }
  }
}
