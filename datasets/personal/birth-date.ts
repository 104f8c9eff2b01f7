import { matchesOf } from '../text/matches.ts';
import type { Extent } from './kinds.ts';
import { NUMERALS, numeralValue } from './numerals.ts';
import { SIGNS } from './page.ts';
import type { PersonalRule } from './rule.ts';

const N = `[0-9${NUMERALS}元]`;
const MONTHS =
  'Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?';
const ERA = '(?:(?:中華)?民國|民前|民國前|西元|公元)?';
const CHINESE = `${ERA} ?${N}{1,7} ?年 ?(?:${N}{1,3} ?月 ?(?:${N}{1,3} ?[日號])?)`;
const PARTED = `${ERA} ?\\d{1,4} ?[-./] ?\\d{1,2} ?[-./] ?\\d{1,4}`;
const COMPACT = '(?:19|20)\\d{6}|[01]?\\d{6}';
const ENGLISH = `(?:${MONTHS})\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\d{1,2}(?:st|nd|rd|th)?[ -](?:of )?(?:${MONTHS})\\.?,?[ -]\\d{4}`;
const DATE = `(?:${CHINESE}|${PARTED}|${ENGLISH}|${COMPACT})(?![0-9]|[-./]\\d)`;

/** Words that say that a date to come is a birth date, with what may stand between. */
const NAMED =
  '(?:出生(?:年月日|日期|日|年月|於|在|時間)?|生日|生辰|(?<![產發派衍誕])生於|生年月日|Date of Birth|Birth ?date|Birth ?day|D\\.?O\\.?B\\.?|born)' +
  '(?:\\((?:民國|西元|國曆|農曆|年月日|年/月/日|yyyy[-/]mm[-/]dd|mm[-/]dd[-/]yyyy|ROC)\\))?' +
  '(?:[\\s"\'`*:=|,([「]|[為是係在於]|is\\b|was\\b|on\\b){0,6}(?:國曆|農曆)?[ :]?';
const BEFORE = new RegExp(`(?<![A-Za-z])${NAMED}(${DATE})`, 'gi');
/** …生, …出生, …日生於: born, where nothing else begins with 生. */
const AFTER = new RegExp(
  `(?<![0-9${NUMERALS}自至從迄])((?:${CHINESE}|${PARTED}))\\)? ?(?:出生(?!日|登|證|之日|率|地)|日?生(?=[,。;、:)\\]於之]|\\s*(?:\\n|$)))`,
  'g',
);
/** Looked for first, being cheap. */
const SPOKEN_OF = /出生|生日|生辰|生年月|生於|[日月年\d)] ?生|birth|born|d\.?o\.?b/i;
/** A date from or to which something holds is a rule's, not a person's. */
const BOUND =
  /^ ?\)?(?:[(（].{0,12}[)）])?(?:\(?含\)?)?(?:當日)?(?:以前|以後|以降|之前|之後|前|後|起|迄|止|至|到|者)/;

/** A date that the words around make somebody's birth date, in the Republic's or the Gregorian years. */
export const birthDate: PersonalRule = {
  title: { en: 'Birth date', 'zh-TW': '出生日期' },
  placeholder: '生日',
  possible: ({ digits, letters, signs }) => (signs & SIGNS.birth) !== 0 || (letters >= 3 && digits >= 4),
  find: ({ text }) => {
    if (!SPOKEN_OF.test(text)) return [];
    const found: Extent[] = [];
    for (const match of matchesOf(text, BEFORE)) {
      const end = match.index + match[0].length;
      if (!BOUND.test(text.slice(end, end + 20))) note(found, match[1]!, end - match[1]!.length);
    }
    for (const match of matchesOf(text, AFTER)) note(found, match[1]!, match.index);
    return found;
  },
  identity: (value) => isoDate(value) ?? value.replace(/\s/g, ''),
};

function note(found: Extent[], date: string, start: number): void {
  if (isoDate(date) !== null) found.push({ start, end: start + date.length });
}

/** The date as year-month-day of the Gregorian calendar, the day left out where the text has none; null for no date. */
export function isoDate(written: string): string | null {
  const [year, month, day] = partsOf(written);
  if (year === undefined || month === undefined) return null;
  if (year < 1850 || year > 2100 || month < 1 || month > 12) return null;
  if (day === undefined) return `${year}-${month}`;
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
    ? `${year}-${month}-${day}`
    : null;
}

/** Year (Gregorian), month, day. */
function partsOf(written: string): number[] {
  const named = new RegExp(MONTHS, 'i').exec(written)?.[0];
  const numbers = (written.replace(/[西公]元/, '').match(new RegExp(`${N}+`, 'g')) ?? []).map((number) =>
    number === '元' ? 1 : numeralValue(number),
  );
  if (named !== undefined) {
    const month = 'janfebmaraprmayjunjulaugsepoctnovdec'.indexOf(named.slice(0, 3).toLowerCase()) / 3 + 1;
    return [numbers[1]!, month, numbers[0]!];
  }
  if (numbers.length === 1) {
    const digits = written.replace(/\D/g, '');
    const yearEnd = digits.length - 4;
    return [
      gregorian(Number(digits.slice(0, yearEnd)), written),
      Number(digits.slice(yearEnd, -2)),
      Number(digits.slice(-2)),
    ];
  }
  // 12/31/1986 and 31/12/1986
  if (numbers[2] !== undefined && numbers[2] > 1000) {
    const [first, second] = numbers as [number, number];
    return first > 12 ? [numbers[2], second, first] : [numbers[2], first, second];
  }
  return [gregorian(numbers[0]!, written), ...numbers.slice(1)];
}

/** Years below 1000 count from 1912, the first of the Republic. */
function gregorian(year: number, written: string): number {
  if (/前/.test(written)) return 1912 - year;
  return year < 1000 ? year + 1911 : year;
}
