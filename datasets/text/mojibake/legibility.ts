import { BIG5_FREQUENT, GB2312_FREQUENT, hanLevels, JIS_FREQUENT } from '../charsets/han-levels.ts';

/** Characters that texts are full of, or that stand in them as they should. */
const ORDINARY = 0;
/** Characters that hardly any text has: rare Han, phonetic letters, private use, control. */
const STRANGE = 1;
/** From here on: scripts that come in runs of their own; one such character between others is strange. */
const FIRST_SCRIPT = 2;

/** Ranges of UTF-16 units; the kinds of what lies in none are ORDINARY. */
const RANGES: readonly (readonly [from: number, to: number, kind: number])[] = [
  [0x0000, 0x0008, STRANGE],
  [0x000e, 0x001f, STRANGE],
  [0x007f, 0x009f, STRANGE],
  [0x0180, 0x01cc, STRANGE],
  [0x01dd, 0x02af, STRANGE],
  [0x0370, 0x03ff, FIRST_SCRIPT],
  [0x0400, 0x04ff, FIRST_SCRIPT + 1],
  [0x0700, 0x08ff, STRANGE],
  [0x2500, 0x259f, FIRST_SCRIPT + 2],
  [0x3041, 0x309f, FIRST_SCRIPT + 3],
  [0x30a0, 0x30ff, FIRST_SCRIPT + 4],
  [0x3100, 0x312f, FIRST_SCRIPT + 5],
  [0x3400, 0x9fff, STRANGE],
  [0xe000, 0xf8ff, STRANGE],
  [0xf900, 0xfaff, STRANGE],
  [0xfe30, 0xfe6f, STRANGE],
  [0xfffd, 0xfffd, STRANGE],
];
const FREQUENT = BIG5_FREQUENT | GB2312_FREQUENT | JIS_FREQUENT;

let kinds: Uint8Array | undefined;

function kindsOfUnits(): Uint8Array {
  if (kinds) return kinds;
  const table = new Uint8Array(0x10000);
  for (const [from, to, kind] of RANGES) table.fill(kind, from, to + 1);
  const levels = hanLevels();
  for (let code = 0x3400; code <= 0x9fff; code++) if (levels[code]! & FREQUENT) table[code] = ORDINARY;
  kinds = table;
  return table;
}

export interface Legibility {
  /** Characters beyond ASCII. */
  readonly characters: number;
  /** Those of them, and control characters, that have no place in a text. */
  readonly strange: number;
  /** Those of U+0080–U+00FF. */
  readonly western: number;
}

/** How much of `text` from `from` up to `to` looks like writing. */
export function legibility(text: string, from = 0, to = text.length): Legibility {
  const table = kindsOfUnits();
  let characters = 0;
  let strange = 0;
  let western = 0;
  let script = ORDINARY;
  let alone = false;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    const kind = table[code]!;
    if (code >= 0x80) {
      characters += 1;
      if (code <= 0xff) western += 1;
    }
    if (kind === STRANGE) {
      strange += 1;
    } else if (kind >= FIRST_SCRIPT) {
      if (kind !== script) {
        strange += 1;
        alone = true;
      } else if (alone) {
        // A second one beside it: the first was not alone.
        strange -= 1;
        alone = false;
      }
    }
    script = kind;
  }
  return { characters, strange, western };
}

/**
 * Of the characters beyond ASCII in proper Chinese at most one in fifteen is rare (measured on encyclopaedic text full
 * of names); after a wrong decoder a quarter or more are.
 */
const STRANGE_SHARE = 0.15;
const FEWEST_STRANGE = 2;

export function isStrange({ characters, strange }: Legibility): boolean {
  return strange >= FEWEST_STRANGE && strange >= STRANGE_SHARE * characters;
}

/** So many strange characters may be a spoilt part of a line that is in order otherwise. */
const FEWEST_IN_PART = 3;

/** Where a line that is in order as a whole may be spoilt in part. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/**
 * The part of a line in which strange characters are densest: none of its ends could be cut off or drawn farther and leave it
 * stranger by more than proper Chinese is (the maximal scoring subsequence of Karlin & Altschul 1990, by Kadane's scan). null
 * where the line has too few of them.
 */
export function strangestPart(line: string, { strange }: Legibility): Part | null {
  if (strange < FEWEST_IN_PART) return null;
  const table = kindsOfUnits();
  let best: Part | null = null;
  let most = 0;
  let score = 0;
  let from = 0;
  for (let i = 0; i < line.length; i++) {
    const code = line.charCodeAt(i);
    const kind = table[code]!;
    const alone = kind >= FIRST_SCRIPT && kind !== kindAt(line, i - 1) && kind !== kindAt(line, i + 1);
    if (score <= 0) {
      score = 0;
      from = i;
    }
    if (kind === STRANGE || alone) score += 1 - STRANGE_SHARE;
    else if (code >= 0x80) score -= STRANGE_SHARE;
    if (score > most) {
      most = score;
      best = { from, to: i + 1 };
    }
  }
  return most >= FEWEST_IN_PART * (1 - 2 * STRANGE_SHARE) ? best : null;
}

function kindAt(line: string, at: number): number {
  return at < 0 || at >= line.length ? ORDINARY : kindsOfUnits()[line.charCodeAt(at)]!;
}
