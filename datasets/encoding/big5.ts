import { multibyte } from './multibyte.ts';

const isTrail = (byte: number): boolean => (byte >= 0x40 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xfe);

/** Big5 as Windows code page 950 extends it. */
export const big5 = multibyte('big5', (bytes, at) => {
  const lead = bytes[at]!;
  if (lead < 0x81 || lead > 0xfe) return 0;
  const trail = bytes[at + 1];
  return trail === undefined || isTrail(trail) ? 2 : 0;
});
