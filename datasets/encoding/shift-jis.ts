import { multibyte } from './multibyte.ts';

/** Shift-JIS as Windows code page 932 extends it; one byte for half-width kana. */
export const shiftJis = multibyte('shift_jis', (bytes, at) => {
  const lead = bytes[at]!;
  if (lead >= 0xa1 && lead <= 0xdf) return 1;
  if (lead === 0x80 || lead === 0xa0 || lead > 0xfc) return 0;
  const trail = bytes[at + 1];
  if (trail === undefined) return 2;
  return trail >= 0x40 && trail !== 0x7f && trail <= 0xfc ? 2 : 0;
});
