import { multibyte } from './multibyte.ts';

/** GB18030, and with it GBK and GB2312. */
export const gb18030 = multibyte('gb18030', (bytes, at) => {
  const lead = bytes[at]!;
  if (lead === 0x80 || lead === 0xff) return 0;
  const second = bytes[at + 1];
  if (second === undefined) return 2;
  if (second >= 0x30 && second <= 0x39) return isFour(bytes, at) ? 4 : 0;
  return second >= 0x40 && second !== 0x7f && second !== 0xff ? 2 : 0;
});

function isFour(bytes: Buffer, at: number): boolean {
  const third = bytes[at + 2] ?? 0x81;
  const fourth = bytes[at + 3] ?? 0x30;
  return third >= 0x81 && third <= 0xfe && fourth >= 0x30 && fourth <= 0x39;
}
