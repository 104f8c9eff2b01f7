import { matchesOf } from '../text/matches.ts';
import type { Extent } from './kinds.ts';
import { isDocumentNumber, namedBy } from './labels.ts';
import type { PersonalRule } from './rule.ts';

/** 09 and eight digits, or 9 and eight digits behind the country's code. */
const SHAPE =
  /(?<![0-9]|[0-9][-.])(?:(?:\(?\+|00|\()?886\)?[ .-]{0,3}(?:\(0\)|0)?[ -]?9|\(?09\)?)(?:(?:[ .)_-]|\)[ -]| - )?\d){8}(?!\d|-\d|\.\d|[A-Za-z])/g;
const PHONE_WORD = /(?:tel|phone|mobile|cell|line|whatsapp|mob|ph|m|t)$/i;
/** More pieces than this are a table, unless a word says otherwise. */
const MOST_GAPS = 4;

/** In English a bare number follows what it is: No. 0930000753 is a ruling, and so is Tai-Tsai-Shui-Tzu-0910450000. */
const LATIN_BEFORE = /^[^\p{Script=Han}]*[A-Za-z][^\p{Script=Han}]*$/u;
const SOMEBODYS = /(?:\b(?:my|his|her|their|our|your|this|new|old) (?:number|no)|\bat|\bis|:)\W{0,3}$/i;

/** A mobile telephone number. */
export const mobile: PersonalRule = {
  title: { en: 'Mobile number', 'zh-TW': '手機號碼' },
  placeholder: '手機',
  possible: ({ longestNumber }) => longestNumber >= 10,
  find: ({ text }) => {
    const found: Extent[] = [];
    for (const match of matchesOf(text, SHAPE)) {
      const start = match.index;
      const extent = { start, end: start + match[0].length };
      if (isMobile(text, extent, match[0])) found.push(extent);
    }
    return found;
  },
  identity: (value) => value.replace(/\D/g, '').replace(/^(?:00)?8860?/, '0'),
};

function isMobile(text: string, { start, end }: Extent, written: string): boolean {
  const named = namedBy(text, start);
  if (named?.label === 'phone') return true;
  const letters = /[A-Za-z_]+$/.exec(text.slice(Math.max(0, start - 8), start))?.[0];
  if (letters !== undefined && !PHONE_WORD.test(letters)) return false;
  const before = text.slice(Math.max(0, start - 16), start);
  if (/^\d+$/.test(written) && LATIN_BEFORE.test(before) && !SOMEBODYS.test(before)) return false;
  // Numbers of orders, accounts and rulings of the years 91–99 begin with 09 as well.
  if (named?.touching || isDocumentNumber(text, start, end)) return false;
  return (written.match(/[ .)_-]+/g)?.length ?? 0) <= MOST_GAPS;
}
