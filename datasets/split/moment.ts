import { NUMERALS, numeralValue } from '../personal/numerals.ts';
import { clockOf } from './clock.ts';

/** What a time column may hold, as a person is told it. */
export const MOMENT_FORMS =
  '2024-05-03, 2024-05-03T14:20:00+08:00, 2024/5/3 下午 2:20, 113/05/03, 民國113年5月3日, 20240503, 3 May 2024';

const N = `[0-9${NUMERALS}元]{1,8}`;
const ERA = '(?:(中華民國|民國前|民國|民前|西元|公元) ?)?';
const WEEKDAY = '(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?';
const MONTH = '(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\\.?';
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?';
/** Whatever begins like a time of day; `clockOf` reads it. */
const REST = '((?:[T ,(上下AP].*)?)$';

const PARTED = new RegExp(`^${ERA}(\\d{1,4}) ?([-/.]) ?(\\d{1,2})(?: ?\\3 ?(\\d{1,2}))?${REST}`, 'i');
const CHINESE = new RegExp(`^${ERA}(${N}) ?年(?: ?(${N}) ?月(?: ?(${N}) ?[日號])?)?${REST}`, 'i');
const YEAR_LAST = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})${REST}`, 'i');
const DAY_MONTH = new RegExp(`^${WEEKDAY}${DAY}[ -]${MONTH},?[ -](\\d{4})${REST}`, 'i');
const MONTH_DAY = new RegExp(`^${WEEKDAY}${MONTH} ${DAY},? (\\d{4})${REST}`, 'i');

const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';
/** A two-digit number up to this may be a day or a month; above it, it can only be a year. */
const LAST_DAY = 31;

/**
 * When something happened, in milliseconds since 1970-01-01T00:00Z; null where the value names no moment, or more than
 * one: 03/05/2024 may be in March or May, and 24/05/03 in three years, so that neither is guessed.
 *
 * Knows ISO 8601, its parts with `/` or `.`, compact digits, Chinese dates with digits or numerals, English month names,
 * and Unix time (seconds or milliseconds). A year of two or three digits, or after 民國, counts from 1912, the first of
 * the Republic. A date without a time is its midnight, a month its first day; without a zone, Taiwan's time.
 */
export function momentOf(value: unknown): number | null {
  if (typeof value === 'number') return ofDigits(String(value));
  if (typeof value !== 'string') return null;
  const text = value.normalize('NFKC').trim().replace(/\s+/g, ' ');
  return ofDigits(text) ?? ofParted(text) ?? ofChinese(text) ?? ofYearLast(text) ?? ofEnglish(text);
}

function ofParted(text: string): number | null {
  const match = PARTED.exec(text);
  if (match === null) return null;
  const [, era, year, sign, month, day, rest] = match;
  // 99.5 is a number.
  if (day === undefined && sign === '.') return null;
  return at(gregorian(Number(year), era), Number(month), Number(day ?? 1), rest);
}

function ofChinese(text: string): number | null {
  const match = CHINESE.exec(text);
  if (match === null) return null;
  const [, era, year, month, day, rest] = match;
  const [m, d] = [month, day].map((number) => (number === undefined ? 1 : numeralValue(number)));
  const y = numeralValue(year!);
  // 年 leaves no doubt that this is a year, however small.
  return at(y < 1000 && era === undefined ? y + 1911 : gregorian(y, era), m!, d!, rest);
}

function ofYearLast(text: string): number | null {
  const match = YEAR_LAST.exec(text);
  if (match === null) return null;
  const [first, second, year] = [Number(match[1]), Number(match[3]), Number(match[4])];
  if (first > 12) return at(year, second, first, match[5]);
  return second > 12 || first === second ? at(year, first, second, match[5]) : null;
}

function ofEnglish(text: string): number | null {
  const day = DAY_MONTH.exec(text);
  if (day !== null) return at(Number(day[3]), monthNamed(day[2]!), Number(day[1]), day[4]);
  const month = MONTH_DAY.exec(text);
  return month === null ? null : at(Number(month[3]), monthNamed(month[1]!), Number(month[2]), month[4]);
}

function monthNamed(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) / 3 + 1;
}

/** Digits alone: a year, year and month, a date, a date with its time, or Unix time. */
function ofDigits(text: string): number | null {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) return null;
  const digits = match[1]!;
  const { length } = digits;
  if (match[2] !== undefined) return length === 9 || length === 10 ? Number(text) * 1000 : null;
  if (length <= 4) return at(gregorian(Number(digits), undefined), 1, 1, '');
  if (length === 9 || length === 10) return Number(digits) * 1000;
  const clock = length >= 12 ? `T${digits.slice(8, 10)}:${digits.slice(10, 12)}` : '';
  const seconds = length === 14 ? `:${digits.slice(12)}` : '';
  if (length === 8 || length === 12 || length === 14) {
    const moment = compact(digits.slice(0, 8), 4, clock + seconds);
    if (moment !== null || length !== 12) return moment;
  }
  if (length === 12 || length === 13) return Number(digits);
  if (length === 6) {
    const month = at(gregorian(Number(digits.slice(0, 4)), undefined), Number(digits.slice(4)), 1, '');
    return month ?? compact(digits, 2, '');
  }
  return length === 7 ? compact(digits, 3, '') : null;
}

function compact(date: string, yearDigits: number, clock: string): number | null {
  const year = gregorian(Number(date.slice(0, yearDigits)), undefined);
  return at(year, Number(date.slice(yearDigits, -2)), Number(date.slice(-2)), clock);
}

function gregorian(year: number, era: string | undefined): number | null {
  if (era === '西元' || era === '公元') return year;
  if (era?.endsWith('前') || era === '民前') return 1912 - year;
  if (era !== undefined) return year + 1911;
  if (year >= 1000) return year;
  return year > LAST_DAY ? year + 1911 : null;
}

function at(year: number | null, month: number, day: number, rest: string | undefined): number | null {
  if (year === null || year < 1800 || year > 2200 || month < 1 || month > 12 || day < 1) return null;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  const clock = clockOf(rest ?? '');
  return clock === null ? null : Date.UTC(year, month - 1, day) + clock;
}
