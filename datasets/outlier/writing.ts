/** Writing systems that are told apart. `none`: no letters at all; `other`: any that is not named. */
export const WRITINGS = [
  'none',
  'han',
  'kana',
  'hangul',
  'latin',
  'cyrillic',
  'greek',
  'arabic',
  'hebrew',
  'thai',
  'devanagari',
  'other',
] as const;
export type Writing = (typeof WRITINGS)[number];

const LETTER = /[\p{L}\p{M}]/u;
/** What a letter belongs to is looked for in this order; everything else is `other`. */
const SCRIPTS: readonly (readonly [Writing, RegExp])[] = [
  ['han', /[\p{Script=Han}\p{Script=Bopomofo}]/u],
  ['kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['hangul', /\p{Script=Hangul}/u],
  ['latin', /\p{Script=Latin}/u],
  ['cyrillic', /\p{Script=Cyrillic}/u],
  ['greek', /\p{Script=Greek}/u],
  ['arabic', /\p{Script=Arabic}/u],
  ['hebrew', /\p{Script=Hebrew}/u],
  ['thai', /\p{Script=Thai}/u],
  ['devanagari', /\p{Script=Devanagari}/u],
];
const HAN = WRITINGS.indexOf('han');
const KANA = WRITINGS.indexOf('kana');
const HANGUL = WRITINGS.indexOf('hangul');

/** Chinese writing with many foreign names and terms still has this share of Han characters among its words. */
const CHINESE_FROM = 0.3;
/** Japanese has far more kana than this; Chinese has none but in names. */
const JAPANESE_FROM = 0.2;

const UNKNOWN = 255;
/** Place in `WRITINGS` of each UTF-16 unit; filled as units are met. */
const KINDS = new Uint8Array(65_536).fill(UNKNOWN);

function learn(unit: number): number {
  KINDS[unit] = kindOf(unit);
  return KINDS[unit]!;
}

function kindOf(unit: number): number {
  // The first halves of the pairs that stand for rare Han characters; those of emoji and symbols are no letters.
  if (unit >= 0xd840 && unit <= 0xd88f) return HAN;
  const text = String.fromCharCode(unit);
  const named = SCRIPTS.find(([, script]) => script.test(text))?.[0] ?? 'other';
  return LETTER.test(text) ? WRITINGS.indexOf(named) : 0;
}

/**
 * The writing system that a text is mainly in. What counts are words: a Han character, kana or hangul each, and a run of
 * letters of any other script, so that a Chinese sentence full of English terms stays Chinese.
 */
export function writingOf(text: string): Writing {
  const words = new Uint32Array(WRITINGS.length);
  let all = 0;
  let before = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const known = KINDS[unit]!;
    const kind = known === UNKNOWN ? learn(unit) : known;
    if (kind !== 0 && (kind !== before || (kind >= HAN && kind <= HANGUL))) {
      words[kind]! += 1;
      all += 1;
    }
    before = kind;
  }
  if (all === 0) return 'none';
  if (words[KANA]! >= JAPANESE_FROM * all) return 'kana';
  if (words[HAN]! >= CHINESE_FROM * all) return 'han';
  return WRITINGS[words.indexOf(Math.max(...words))]!;
}
