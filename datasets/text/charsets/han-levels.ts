import { eachPair } from './double-byte.ts';

/** In the first level of Big5: the 5,401 characters of everyday use in Taiwan. */
export const BIG5_FREQUENT = 1;
/** In the first level of GB 2312: the 3,755 characters of everyday use in China. */
export const GB2312_FREQUENT = 2;
/** In the first level of JIS X 0208: the 2,965 characters of everyday use in Japan. */
export const JIS_FREQUENT = 4;
/** In the second level of Big5: known in Taiwan, but rare. */
export const BIG5_RARE = 8;

const HAN_FROM = 0x3400;
const HAN_TO = 0x9fff;

let levels: Uint8Array | undefined;

/**
 * What three national standards say about each character of the Basic Multilingual Plane, as bits by code point;
 * 0 for what is no Han character or in none of these levels. Built once, when first asked for.
 */
export function hanLevels(): Uint8Array {
  if (levels) return levels;
  const bits = new Uint8Array(0x10000);
  const mark = (bit: number) => (code: number) => {
    if (code >= HAN_FROM && code <= HAN_TO) bits[code]! |= bit;
  };
  eachPair('big5', 0xa4, 0xc6, mark(BIG5_FREQUENT));
  eachPair('big5', 0xc9, 0xf9, mark(BIG5_RARE));
  // In gbk the trail bytes below A1 are later additions, not of GB 2312.
  eachPair('gbk', 0xb0, 0xd7, (code, pair) => {
    if ((pair & 0xff) >= 0xa1) mark(GB2312_FREQUENT)(code);
  });
  eachPair('euc-jp', 0xb0, 0xcf, mark(JIS_FREQUENT));
  levels = bits;
  return bits;
}

/** Whether a UTF-16 unit is a Han character of the Basic Multilingual Plane, compatibility ideographs included. */
export function isHan(code: number): boolean {
  return (code >= HAN_FROM && code <= HAN_TO) || (code >= 0xf900 && code <= 0xfaff);
}
