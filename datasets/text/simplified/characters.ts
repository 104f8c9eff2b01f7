import { BIG5_FREQUENT, BIG5_RARE, hanLevels, JIS_FREQUENT } from '../charsets/han-levels.ts';
import { characterPairs } from './opencc.ts';

/** A character that Traditional writing has as well, or that is no Han character. */
export const SHARED = 0;
/** Only Simplified Chinese writes so. */
export const SIMPLIFIED = 1;
/** Simplified, but at home in Japanese too, or known in Taiwan as a rare character or handwritten variant. */
export const SIMPLIFIED_OR_OTHER = 2;
/** Only Traditional Chinese writes so. */
export const TRADITIONAL = 3;

let kinds: Uint8Array | undefined;

/**
 * Which script a character belongs to, by UTF-16 unit. Simplified are the characters that OpenCC changes on the way to
 * Traditional Chinese, less those that are themselves the source of a Traditional-to-Simplified change and less the
 * everyday characters of Big5: 后 (皇后), 里, 面, 台, 于, 只, 干, 松, 并 … are written in Taiwan every day.
 */
export function scriptKinds(): Uint8Array {
  if (kinds) return kinds;
  const levels = hanLevels();
  const table = new Uint8Array(0x10000);
  for (const [from, to] of characterPairs('traditional')) {
    if (from.length === 1 && from !== to) table[from.charCodeAt(0)] = TRADITIONAL;
  }
  for (const [from, to] of characterPairs('simplified')) {
    const code = from.charCodeAt(0);
    const level = levels[code]!;
    if (from.length !== 1 || from === to || table[code] === TRADITIONAL || level & BIG5_FREQUENT) continue;
    table[code] = level & (BIG5_RARE | JIS_FREQUENT) ? SIMPLIFIED_OR_OTHER : SIMPLIFIED;
  }
  kinds = table;
  return table;
}
