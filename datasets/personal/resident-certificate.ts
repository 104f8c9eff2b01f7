import type { Extent } from './kinds.ts';
import { namedBy } from './labels.ts';
import { identityNumbers } from './national-id.ts';
import type { Page } from './page.ts';
import { bareIdentity, type PersonalRule } from './rule.ts';

/** Since 2021: a letter, 8 or 9 for the sex, eight digits. */
const SINCE_2021 = /(?<![0-9A-Za-z])[A-Za-z](?: ?- ?| )?[89](?:(?: ?- ?| )?\d){8}(?![0-9A-Za-z])/g;
/** Before: a letter for the place, A–D for status and sex, eight digits. */
const BEFORE_2021 = /(?<![0-9A-Za-z])[A-Za-z] ?[A-Da-d](?:(?: ?- ?| )?\d){8}(?![0-9A-Za-z])/g;

/** The number of a foreign resident's certificate, in the form before and since January 2021. */
export const residentCertificate: PersonalRule = {
  title: { en: 'Resident certificate number', 'zh-TW': '居留證統一證號' },
  placeholder: '居留證',
  possible: ({ longestNumber, letters }) => longestNumber >= 8 && letters >= 1,
  find: (page) => [...identityNumbers(page, SINCE_2021), ...earlierNumbers(page)],
  identity: bareIdentity,
};

/** Two letters and eight digits are also the number of a uniform invoice, mostly written with a dash between. */
function earlierNumbers(page: Page): Extent[] {
  return identityNumbers(page, BEFORE_2021).filter(({ start, end }) => {
    const named = namedBy(page.text, start);
    if (named?.label === 'identity') return true;
    return named?.label !== 'other' && /^[A-Z]{2}\d/.test(page.text.slice(start, end));
  });
}
