import type { Extent } from './kinds.ts';
import { canBeName, isHan } from './name-reading.ts';
import { HISTORICAL, HONORIFICS, ROLES, TITLES } from './name-words.ts';
import { pairsOf, SIGNS } from './page.ts';
import { PLAIN_SURNAMES, surnameLength } from './surnames.ts';

const HONORIFIC: ReadonlySet<string> = new Set(HONORIFICS);
const TITLE: ReadonlySet<string> = new Set(TITLES);
const ROLE: ReadonlySet<string> = new Set(ROLES);

/** What stands before a name in running text, as single characters. */
const BEFORE = /[由與和及向洽給對找為被讓跟問於在請知絡詢謝位叫是以友妻夫的替幫向送交轉經案告稱據函知]$/;
/** Surnames in the middle of these words are none: 為何先生, 森林主任, 我方律師. */
const WITHIN_WORD =
  /(?:[為任如幾緣奈]何|[森園士員樹造山農竹]林|[對雙我他她甲乙丙各兩地資勞院警校官一四八大東西南北後前]方|國王|主任|提高|升高|最高|健康|[歷國]史|[英國中語公]文|課程|工程|安全|平安|時時|中古|不曾|未曾|何曾|允許|也許|或許|特許|准許|容許|白金|黃金|現金|基金|獎金|年金|明白|成年|完成|[公石]田|長江|水溫|體溫|[送轉簽呈遞層]陳)$/;
/** 陳局長核閱: to lay before the director, who is nobody in particular. */
const LAID_BEFORE = /^\s*(?:核|閱|批|判|簽|鑒|裁|秘書|同意|決行)/;

/** People called by an honorific: 王小明先生 (the name), 陳小姐 (with the honorific: a surname alone hides nobody). */
export function honorificNames(text: string): Extent[] {
  const found: Extent[] = [];
  for (const second of pairsOf(text, SIGNS.honorific)) {
    const at = second - 1;
    const word = text.slice(at, second + 1);
    const honorific = HONORIFIC.has(word);
    if (!honorific && !TITLE.has(word)) continue;
    if (!honorific && text[at - 1] === '陳' && LAID_BEFORE.test(text.slice(second + 1, second + 6))) continue;
    if (word === '經理' && text[second + 1] === '人') continue;
    const gap = text[at - 1] === ' ' && isHan(text[at - 2]) ? 1 : 0;
    const length = nameLengthBefore(text, at - gap, honorific);
    if (length === 0) continue;
    const start = at - gap - length;
    const alone = length === surnameLength(text, start);
    if (!alone || gap === 0) found.push({ start, end: alone ? at + word.length : start + length });
  }
  return found;
}

/** Characters of the name that ends at `at`, 0 for none. */
function nameLengthBefore(text: string, at: number, honorific: boolean): number {
  const pauses = (length: number) => {
    const before = text[at - length - 1];
    return !isHan(before);
  };
  const full = [3, 4, 2].filter(
    (length) =>
      length <= at &&
      (honorific || PLAIN_SURNAMES.has(text[at - length]!)) &&
      fits(text, at, length) &&
      canBeName(text.slice(at - length, at)),
  );
  const clear = full.find(pauses);
  if (clear !== undefined) return clear;
  const alone = surnameAloneBefore(text, at, honorific);
  const last = text[at - 1] ?? '';
  // Hardly anyone is given a name that ends in 陳 or 張: it is the surname, and what stands before belongs to the sentence.
  if (alone > 0 && PLAIN_SURNAMES.has(last) && !GIVEN_TOO.has(last)) return alone;
  const led = full.find((length) => BEFORE.test(text[at - length - 1] ?? ''));
  return led ?? (alone > 0 ? alone : ((honorific ? full[0] : undefined) ?? 0));
}

/** Plain surnames that given names end in as well. */
const GIVEN_TOO: ReadonlySet<string> = new Set('林李江龍葉薇潔君宋夏柳童陶武馬藍湯姜');

function fits(text: string, at: number, length: number): boolean {
  const name = text.slice(at - length, at);
  return surnameLength(name, 0) === 2 ? length > 2 : length < 4;
}

function surnameAloneBefore(text: string, at: number, honorific: boolean): number {
  if (surnameLength(text, at - 2) === 2) return 2;
  if (surnameLength(text, at - 1) === 0 || WITHIN_WORD.test(text.slice(Math.max(0, at - 3), at))) return 0;
  if (HISTORICAL.has(text.slice(Math.max(0, at - 3), at))) return 0;
  const before = text.slice(Math.max(0, at - 2), at - 1);
  const pause = !isHan(before) || followsRole(text, at - 1);
  const plain = PLAIN_SURNAMES.has(text[at - 1]!);
  if (honorific) return plain || pause || BEFORE.test(before) ? 1 : 0;
  return plain && (pause || BEFORE.test(before)) ? 1 : 0;
}

/** 房東何先生: a role leads up to the surname. */
function followsRole(text: string, at: number): boolean {
  return [2, 3, 4].some((length) => length <= at && ROLE.has(text.slice(at - length, at)));
}
