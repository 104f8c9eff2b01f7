import { legibility } from './legibility.ts';
import { QUESTION_MARKS, type Repair } from './repair.ts';
import { type Route, undo } from './routes.ts';

const UTF8_ROUTES: readonly Route[] = [
  { written: 'utf-8', readAs: 'gbk' },
  { written: 'utf-8', readAs: 'big5' },
];
const DOUBLE_BYTE_ROUTES: readonly Route[] = [
  { written: 'big5', readAs: 'gbk' },
  { written: 'gbk', readAs: 'big5' },
];

const SENSE = 0.9;
/** Two characters of UTF-8 are three of the spoilt text: fewer may come about by chance among rare characters. */
const FEWEST_UTF8 = 2;
const FEWEST_DOUBLE_BYTE = 5;
const FEWEST_IN_PART = 6;
/**
 * What share of the bytes still makes sense where some were lost. GBK has a character for nearly every pair of bytes, so
 * that little is; Big5 has none for two in five, and each spoils its neighbours. Rare characters in a row, the only
 * proper text that comes so far, reach 0.5 in GBK and 0 in Big5.
 */
const LOSSY_SENSE: Readonly<Record<string, number>> = { gbk: 0.6, big5: 0.15 };
const FEWEST_LOSSY: Readonly<Record<string, number>> = { gbk: 4, big5: 3 };
/** In English with accents and curly quotation marks two are enough. */
const MOSTLY_ASCII = 0.2;
const FEWEST_IN_ENGLISH = 2;
/** English with curly quotation marks, dashes or dots has one such sequence at a time. */
const WESTERN_MARK = /^[\x20-\x7e]*[\u2013-\u2026][\x20-\x7e]*$/;

/** Undoes what reading UTF-8, Big5 or GBK as Big5 or GBK did to a line. */
export function repairHan(line: string): Repair | null {
  const spoilt = line.length;
  const english = legibility(line).characters <= MOSTLY_ASCII * spoilt;
  let lossy: Repair | null = null;
  for (const route of UTF8_ROUTES) {
    const { text, lossless, sense, characters } = undo(line, route);
    const enough = characters >= FEWEST_UTF8 || WESTERN_MARK.test(text);
    if (lossless && sense >= SENSE && enough) return { route, text, spoilt };
    const fewest = english ? FEWEST_IN_ENGLISH : FEWEST_LOSSY[route.readAs]!;
    if (sense >= LOSSY_SENSE[route.readAs]! && characters >= fewest) lossy ??= { route, text: null, spoilt };
  }
  for (const route of DOUBLE_BYTE_ROUTES) {
    const { text, lossless, sense, characters } = undo(line, route);
    if (sense < SENSE || characters < FEWEST_DOUBLE_BYTE) continue;
    return { route, text: lossless && !line.match(QUESTION_MARKS) ? text : null, spoilt };
  }
  return lossy;
}

/** What reading Big5 or GBK as one another did to a part of a line; never with a repair. */
export function repairHanPart(part: string): Repair | null {
  for (const route of DOUBLE_BYTE_ROUTES) {
    const { sense, characters } = undo(part, route);
    if (sense >= SENSE && characters >= FEWEST_IN_PART) return { route, text: null, spoilt: part.length };
  }
  return null;
}
