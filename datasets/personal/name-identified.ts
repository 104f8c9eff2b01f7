import { matchesOf } from '../text/matches.ts';
import type { Extent } from './kinds.ts';
import { canBeName, isHan } from './name-reading.ts';

/** What identifies a person right after the name, as registers and judgments set it: birth, sex, identity number, telephone. */
const PARTICULARS =
  /[ \t,、(:|/](?=(?:男|女)(?:性)?[,、) \t]|(?:(?:中華)?民國|西元)? ?[0-9一二三四五六七八九十〇]{1,4} ?[年/.-] ?[0-9一二三四五六七八九十]{1,2} ?[月/.-] ?[0-9一二三四五六七八九十]{1,3} ?日? ?(?:出生|生(?![效活])|次)|(?:國民)?身[分份]證|[A-Z][0-9A-D]\d{8}(?!\d)|\(?09\d{2}[- ]?\d{3}|\(?0[2-8]\d{0,2}[-)]\d|\+886|電話|手機|行動)/g;
const NAME_BEFORE = /(?<!\p{Script=Han})(\p{Script=Han}{2,4}?)(?:先生|小姐|女士|太太)?[ \t,、(:|/]{1,4}$/u;
const REACH = 12;

/** Names that nothing leads up to but that someone's particulars follow: 王小明，民國75年3月1日生. */
export function identifiedNames(text: string): Extent[] {
  const found: Extent[] = [];
  for (const match of matchesOf(text, PARTICULARS)) {
    const from = Math.max(0, match.index + 1 - REACH);
    const before = NAME_BEFORE.exec(text.slice(from, match.index + 1));
    if (before === null || (before.index === 0 && isHan(text[from - 1])) || !canBeName(before[1]!)) continue;
    const start = from + before.index;
    found.push({ start, end: start + before[1]!.length });
  }
  return found;
}
