import { NUMERALS, numeralValue } from '../../personal/numerals.ts';
import type { OfficialDate } from './official-document.ts';

const N = `([0-9元${NUMERALS}]{1,7})`;
const DATE = new RegExp(`(西元|公元)?${N}年${N}月${N}日`);

/** A date as official documents write it; years without 西元 count from 1912, the first of the Republic. */
export function officialDate(written: string): OfficialDate {
  const text = written.trim();
  const match = DATE.exec(text.normalize('NFKC').replace(/\s/g, ''));
  if (!match) return { text };
  const [year, month, day] = match.slice(2).map((part) => (part === '元' ? 1 : numeralValue(part))) as [
    number,
    number,
    number,
  ];
  const gregorian = match[1] !== undefined || year > 1911 ? year : year + 1911;
  const date = new Date(Date.UTC(gregorian, month - 1, day));
  const valid = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && gregorian < 3000;
  return valid ? { text, iso: date.toISOString().slice(0, 10) } : { text };
}
