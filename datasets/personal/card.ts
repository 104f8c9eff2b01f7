import { hasLuhnCheck } from './check-digits.ts';
import { type DigitRun, digitRuns } from './digit-runs.ts';
import { namedBy } from './labels.ts';
import { bareIdentity, type PersonalRule } from './rule.ts';

/**
 * First digits of the schemes in use, with the lengths that they issue (ISO/IEC 7812 issuer ranges: Visa, Mastercard,
 * JCB, American Express, Discover, UnionPay, Diners Club).
 */
const SCHEMES = [
  /^4\d{12}(?:\d{3}(?:\d{3})?)?$/,
  /^(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}$/,
  /^35(?:2[89]|[3-8]\d)\d{12}$/,
  /^3[47]\d{13}$/,
  /^6(?:011|5\d{2}|4[4-9]\d)\d{12}$/,
  /^62\d{14,17}$/,
  /^3(?:0[0-5]|[68]\d)\d{11}$/,
];
/** How cards print their numbers. */
const PRINTED = ['4,4,4,4', '4,6,5', '4,6,4', '16', '15'];

/** The number of a payment card. */
export const card: PersonalRule = {
  title: { en: 'Payment card number', 'zh-TW': '信用卡號' },
  placeholder: '信用卡',
  possible: ({ longestNumber }) => longestNumber >= 12,
  find: ({ text }) =>
    digitRuns(text, 12, 19).filter((run) => {
      if (!hasLuhnCheck(run.digits)) return false;
      const label = namedBy(text, run.start)?.label;
      if (label === 'card') return true;
      return isCardNumber(run.digits) && isPrintedForm(run) && (label === undefined || label === 'bank');
    }),
  identity: bareIdentity,
};

/** Whether digits are a card's by issuer and check digit. */
export function isCardNumber(digits: string): boolean {
  return SCHEMES.some((scheme) => scheme.test(digits)) && hasLuhnCheck(digits);
}

function isPrintedForm({ groups }: DigitRun): boolean {
  return PRINTED.includes(groups.join(','));
}
