import { matchesOf } from '../text/matches.ts';
import { isWhole } from './digit-runs.ts';
import type { Extent } from './kinds.ts';
import { namedBy } from './labels.ts';
import { bareIdentity, type PersonalRule } from './rule.ts';

/** Taiwan: nine digits, or a letter and eight; elsewhere up to two letters and six to nine characters in all. */
const SHAPE = /[A-Za-z]{0,2}[ -]?\d(?:[ -]?\d){5,8}/g;
const FEWEST = 8;
const MOST = 9;

/** A passport number, where it is named. */
export const passport: PersonalRule = {
  title: { en: 'Passport number', 'zh-TW': '護照號碼' },
  placeholder: '護照',
  possible: ({ longestNumber }) => longestNumber >= 6,
  find: ({ text }) => {
    const found: Extent[] = [];
    for (const match of matchesOf(text, SHAPE)) {
      const start = match.index + (match[0].length - match[0].trimStart().length);
      const extent = { start, end: match.index + match[0].length };
      const length = bareIdentity(match[0]).length;
      if (length < FEWEST || length > MOST || !isWhole(text, extent)) continue;
      if (namedBy(text, start)?.label === 'passport') found.push(extent);
    }
    return found;
  },
  identity: bareIdentity,
};
