import { isUtf8 } from 'node:buffer';
import { big5, countBig5 } from './big5.ts';
import type { EncodingName } from './decoder.ts';
import { gb18030 } from './gb18030.ts';
import { shiftJis } from './shift-jis.ts';

/**
 * The most frequent characters of Chinese, simplified and traditional: grammar, numbers, time. In any text of some
 * length they make up a quarter or more; in bytes decoded wrongly, which come out as rare characters, hardly any.
 */
const COMMON = new Set(
  '的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着著下自之年过過发發后後作里裡用道行所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心本前开開但因只从從想日者意无無此',
);
const COMMON_SHARE = 0.12;
const KANA = /[\u3041-\u30ff]/g;
const NOT_ASCII = /\P{ASCII}/gu;
const HAN = /\p{Script=Han}/gu;
/** Where GB18030 puts what no character was assigned to, which is where Big5 read as GB18030 often lands. */
const PRIVATE = /[\ue000-\uf8ff]/;

/**
 * The encoding that some bytes read like, for telling a person; null where there is no telling. Nothing is decoded by
 * this guess: a few words may read well in more than one encoding.
 */
export function likelyEncoding(bytes: Buffer): EncodingName | null {
  if (isUtf8(bytes)) return 'utf-8';
  if (readsLikeJapanese(bytes)) return 'shift_jis';
  const simplified = commonShare(bytes);
  const { hanzi, frequent, odd, lowTrail } = countBig5(bytes);
  // Low trail bytes: none in the EUC encodings, two in five in Big5.
  const traditional = lowTrail > 0 && frequent >= 0.8 * hanzi && odd <= 0.05 * hanzi;
  if (traditional && big5.walk(bytes, true).badAt === null && simplified < 2 * COMMON_SHARE) return 'big5';
  return simplified >= COMMON_SHARE ? 'gb18030' : null;
}

function readsLikeJapanese(bytes: Buffer): boolean {
  const decoded = shiftJis.decode(bytes, true);
  if (!('text' in decoded)) return false;
  const kana = decoded.text.match(KANA)?.length ?? 0;
  return kana >= 2 && kana >= 0.3 * (decoded.text.match(NOT_ASCII)?.length ?? 0);
}

/** Share of Chinese characters that are common ones, read as GB18030; 0 where the bytes are not that. */
function commonShare(bytes: Buffer): number {
  const decoded = gb18030.decode(bytes, true);
  if (!('text' in decoded) || PRIVATE.test(decoded.text)) return 0;
  const hanzi = decoded.text.match(HAN) ?? [];
  const common = hanzi.filter((character) => COMMON.has(character)).length;
  return hanzi.length < 2 ? 0 : common / hanzi.length;
}
