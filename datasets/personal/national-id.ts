import { matchesOf } from '../text/matches.ts';
import { hasIdentityCheck } from './check-digits.ts';
import type { Extent } from './kinds.ts';
import { namedBy } from './labels.ts';
import type { Page } from './page.ts';
import { bareIdentity, type PersonalRule } from './rule.ts';

/** A letter, 1 or 2 for the sex, eight digits; people write it in groups. */
const SHAPE = /(?<![0-9A-Za-z])[A-Za-z](?: ?- ?| )?[12](?:(?: ?- ?| )?\d){8}(?![0-9A-Za-z])/g;

/** The identity number of a citizen's household registration and identity card. */
export const nationalId: PersonalRule = {
  title: { en: 'National ID number', 'zh-TW': '國民身分證統一編號' },
  placeholder: '身分證',
  possible: ({ longestNumber, letters }) => longestNumber >= 9 && letters >= 1,
  find: (page) => identityNumbers(page, SHAPE),
  identity: bareIdentity,
};

/** Places of a shape whose check digit is right. */
export function identityNumbers({ text }: Page, shape: RegExp): Extent[] {
  const found: Extent[] = [];
  for (const match of matchesOf(text, shape)) {
    if (!hasIdentityCheck(bareIdentity(match[0]))) continue;
    const start = match.index;
    if (!isWrittenWhole(match[0]) && namedBy(text, start)?.label !== 'identity') continue;
    found.push({ start, end: start + match[0].length });
  }
  return found;
}

/**
 * Whether a number looks like one by itself: one in ten passes the check by chance, so that one in many pieces, or behind
 * the English article, needs a name before it.
 */
function isWrittenWhole(written: string): boolean {
  const gaps = written.match(/[ -]+/g)?.length ?? 0;
  return gaps <= 3 && !/^[a-z] /.test(written);
}
