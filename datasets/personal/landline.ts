import { matchesOf } from '../text/matches.ts';
import type { Extent } from './kinds.ts';
import { isDocumentNumber, namedBy } from './labels.ts';
import type { PersonalRule } from './rule.ts';

/** Area codes of the numbering plan without their 0, and how many digits a subscriber's number has there. */
const AREAS: readonly (readonly [area: string, lengths: readonly number[]])[] = [
  ['826', [5]],
  ['836', [5]],
  ['37', [6]],
  ['49', [7]],
  ['82', [6]],
  ['89', [6]],
  ['2', [8]],
  ['4', [8, 7]],
  ['3', [7]],
  ['5', [7]],
  ['6', [7]],
  ['7', [7]],
  ['8', [7]],
];

const EXTENSION =
  '(?: ?[,(]? ?(?:#|分機|轉|ext(?:ension)?\\.?|x) ?[:：.]? ?\\d{1,6}(?:[、~-]\\d{1,6}(?!\\d))?\\)?)?';
const END = '(?![0-9A-Za-z]|-\\d|\\.\\d)';
const subscriber = (length: number) => `[2-9](?:[ .-]?\\d){${length - 1}}`;
const AREA_AND_NUMBER = AREAS.flatMap(([area, lengths]) =>
  lengths.map((length) => `${area}(\\)? ?[-./~]? ?|\\) ?)${subscriber(length)}`),
).join('|');
const HEAD = '(?<![0-9A-Za-z]|[0-9][-.])(?:\\(?(?:\\+|00)?886\\)?[ -]{0,2}(?:\\(0\\)|0)?\\(?|\\(?0)';
const SHAPE = new RegExp(`${HEAD}(?:${AREA_AND_NUMBER})${END}${EXTENSION}`, 'gi');

/** Where a word names it, any number of eight to twelve digits that begins with 0, or one of six to eight without an area. */
const NAMED = new RegExp(
  `(?<![0-9]|[0-9][-.])(?:\\(?0\\d{1,3}\\)?[ ./-]{0,3}\\d(?:[ .-]?\\d){5,8}|[2-9]\\d{2,3}[ -]?\\d{4})${END}${EXTENSION}`,
  'gi',
);

/** A fixed-line telephone number, with its extension. */
export const landline: PersonalRule = {
  title: { en: 'Telephone number', 'zh-TW': '市內電話' },
  placeholder: '電話',
  possible: ({ longestNumber }) => longestNumber >= 7,
  find: ({ text }) => {
    const found: Extent[] = [];
    for (const match of matchesOf(text, SHAPE)) {
      const start = match.index;
      if (isLandline(text, start, match[0])) found.push(withoutOuterParentheses(start, match[0]));
    }
    for (const match of matchesOf(text, NAMED)) {
      const start = match.index;
      const named = namedBy(text, start);
      if (named?.label === 'phone' && named.touching) found.push(withoutOuterParentheses(start, match[0]));
    }
    return found;
  },
  identity: (value) => {
    const [number = '', extension = ''] = value
      .split(/#|分機|轉|ext(?:ension)?\.?|x/i)
      .map((part) => part.replace(/\D/g, ''));
    return `${number.replace(/^(?:00)?8860?/, '0')}#${extension}`;
  },
};

function isLandline(text: string, start: number, written: string): boolean {
  const named = namedBy(text, start);
  if (named?.label === 'phone') return true;
  const end = start + written.length;
  if ((named !== null && named.label !== 'bank') || isDocumentNumber(text, start, end)) return false;
  // Nine or ten digits in one piece may be anything; an area code set apart, or an extension, is a telephone's.
  return /^\(|^\+|\)|^0\d{1,3}[ ./-]|#|分機|轉|ext/i.test(written);
}

/** (02-27208889): the parentheses are the sentence's, unlike those of (02)27208889. */
function withoutOuterParentheses(start: number, written: string): Extent {
  const opened = written.startsWith('(') && !/^\([+\d]{2,5}\)/.test(written);
  const closed = written.endsWith(')') && !written.slice(1).includes('(');
  return { start: start + (opened ? 1 : 0), end: start + written.length - (opened && closed ? 1 : 0) };
}
