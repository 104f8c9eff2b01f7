import { HONORIFICS, LABELLED, TITLES } from './name-words.ts';
import { SURNAME_HEADS } from './surnames.ts';

/** What a text holds, told by one look at each unit: enough to rule most kinds out. */
export interface Signals {
  /** Decimal digits of either width. */
  readonly digits: number;
  /** Most digits in a row with nothing between them but what parts the groups of a number: space, dash, parenthesis … */
  readonly longestNumber: number;
  /** Latin letters of either width. */
  readonly letters: number;
  /** Capital letters among them. */
  readonly capitals: number;
  /** Signs seen, a union of `SIGNS`. */
  readonly signs: number;
}

/**
 * A text made ready for looking: full-width forms, dashes, spaces and 臺 folded to one form each, unit for unit, so that
 * offsets hold for the original as well.
 */
export interface Page extends Signals {
  readonly text: string;
}

/** Characters, or pairs of them, without which some kinds cannot be. */
export const SIGNS = {
  at: 4,
  /** 號: a house may be numbered. */
  house: 8,
  /** 路, 街, 巷, 村, 鎮 …: a way, a village or a town may be named. */
  way: 16,
  /** 址, 住, 寄 …: an address may be announced. */
  residence: 32,
  /** 出生, 生日 …: a birth may be dated. */
  birth: 64,
  /** 人:, 告王 …: a role may be followed by its holder. */
  holder: 128,
  /** 先生, 小姐, 主任 …: someone may be addressed. One bit for some of the words each. */
  honorific: 0xffff00,
  /** 女性, 證, 電話, (0 …: what stands right after a name where someone is identified. */
  particulars: 1 << 24,
  /** A letter beside a digit, a space or dash between at most. */
  mixed: 1 << 25,
} as const;

const DIGIT = 1;
const LETTER = 2;
/** A digit, or what may part the groups of a number; a dash or space. In `ALONE` only, which has no signs of pairs. */
const IN_NUMBER = 64;
const GAP = 128;
const [FIRST_CAPITAL, LAST_CAPITAL] = ['A'.charCodeAt(0), 'Z'.charCodeAt(0)];
const ALONE_SIGNS = 4 | 8 | 16 | 32;

/** Unit → its folded form. */
const FOLDED = new Uint16Array(0x10000);
for (let unit = 0; unit < FOLDED.length; unit++) FOLDED[unit] = unit;
for (let unit = 0xff01; unit <= 0xff5e; unit++) FOLDED[unit] = unit - 0xfee0;
const foldAll = (units: string, to: string) => {
  for (const unit of units) FOLDED[unit.charCodeAt(0)] = to.charCodeAt(0);
};
foldAll('‐‑‒–—―−﹣─ー﹘', '-');
foldAll('\u3000\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f', ' ');
foldAll('\u200b\u200c\u200d\u2060\ufeff', ' ');
for (const pair of ['臺台', '号號', '賬帳', '黄黃', '温溫', '吕呂', '﹕:', '∶:', '﹫@', '﹟#', '﹐,', '﹒.'])
  foldAll(pair[0]!, pair[1]!);

/** Folded unit → what it shows of its text by itself, as the first and as the second of a pair. */
const ALONE = new Uint8Array(0x10000);
const FIRST = new Uint32Array(0x10000);
const SECOND = new Uint32Array(0x10000);
const show = (table: Uint8Array | Uint32Array, units: string, bit: number) => {
  for (const unit of units) table[unit.charCodeAt(0)]! |= bit;
};
show(ALONE, '0123456789', DIGIT);
show(ALONE, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', LETTER);
show(ALONE, '0123456789 .()_-+/~', IN_NUMBER);
show(ALONE, ' -', GAP);
show(ALONE, '@', SIGNS.at);
show(ALONE, '號', SIGNS.house);
show(ALONE, '路街巷弄鄰里村道鄉鎮市區', SIGNS.way);
show(ALONE, '址住居寄送籍訊', SIGNS.residence);
show(FIRST, '出日月年生0123456789)', SIGNS.birth);
show(SECOND, '生日於辰', SIGNS.birth);
show(FIRST, '男女0分份電手行+', SIGNS.particulars);
show(SECOND, '性,、) \t2345678證話機動8', SIGNS.particulars);
show(FIRST, '出日月/.- 0123456789一二三四五六七八九十', SIGNS.particulars);
show(SECOND, '生次', SIGNS.particulars);
for (const label of LABELLED) show(FIRST, label.at(-1)!, SIGNS.holder);
show(SECOND, `${SURNAME_HEADS}:= \t|("'`, SIGNS.holder);
for (const word of [...HONORIFICS, ...TITLES]) {
  // Words that share a bit let pairs across them pass as well, which only costs a closer look.
  const bit = 1 << (8 + (word.charCodeAt(0) % 16));
  show(FIRST, word[0]!, bit);
  show(SECOND, word[1]!, bit);
}

/** Texts up to this length are folded in one place that is used again and again. */
const SCRATCH = Buffer.alloc(1 << 16);
const SCRATCH_UNITS = new Uint16Array(SCRATCH.buffer, SCRATCH.byteOffset, SCRATCH.length / 2);

/** Folds a text and notes what it holds. */
export function openPage(text: string): Page {
  const fits = text.length <= SCRATCH_UNITS.length;
  const folded = fits ? SCRATCH_UNITS : new Uint16Array(text.length);
  let [digits, letters, capitals, signs, before] = [0, 0, 0, 0, 0];
  let [number, longestNumber, beside, mixed] = [0, 0, 0, 0];
  let changed = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const to = FOLDED[unit]!;
    folded[at] = to;
    if (to !== unit) changed = true;
    const shown = ALONE[to]!;
    const kind = shown & (DIGIT | LETTER);
    digits += kind & DIGIT;
    letters += kind >> 1;
    if (to <= LAST_CAPITAL && to >= FIRST_CAPITAL) capitals += 1;
    number = (shown & IN_NUMBER) === 0 ? 0 : number + (kind & DIGIT);
    if (number > longestNumber) longestNumber = number;
    // Of one digit and one letter the product is 2, of two of a kind 1 or 4.
    mixed |= beside * kind;
    if ((shown & GAP) === 0) beside = kind;
    signs |= (shown & ALONE_SIGNS) | (before & SECOND[to]!);
    before = FIRST[to]!;
  }
  if ((mixed & 2) !== 0) signs |= SIGNS.mixed;
  const bytes = fits ? SCRATCH : Buffer.from(folded.buffer);
  return {
    text: changed ? bytes.toString('utf16le', 0, text.length * 2) : text,
    digits,
    longestNumber,
    letters,
    capitals,
    signs,
  };
}

/** Where the second character stands of each pair that shows the sign. */
export function pairsOf(text: string, sign: number): number[] {
  const places: number[] = [];
  for (let at = 1, before = FIRST[text.charCodeAt(0)]!; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if ((before & SECOND[unit]! & sign) !== 0) places.push(at);
    before = FIRST[unit]!;
  }
  return places;
}
