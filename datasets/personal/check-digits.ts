/** A=10 … as the household registry numbers its letters (the order of the first registries, not of the alphabet). */
const LETTER_CODES = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';

function letterCode(letter: string): number {
  return LETTER_CODES.indexOf(letter) + 10;
}

const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 1, 1];

/**
 * Whether a letter and nine digits, the second place a digit (citizens, residents since 2021) or a letter (residents
 * before), end in the right check digit: tens of the letter × 1 + units × 9 + the rest × 8 … 1, 1 is a multiple of 10. Of a
 * letter in the second place only the units count.
 */
export function hasIdentityCheck(id: string): boolean {
  const code = letterCode(id[0]!);
  let sum = Math.floor(code / 10) + (code % 10) * 9;
  for (const [at, weight] of WEIGHTS.entries()) {
    const place = id[at + 1]!;
    sum += weight * (/\d/.test(place) ? Number(place) : letterCode(place) % 10);
  }
  return sum % 10 === 0;
}

const BUSINESS_WEIGHTS = [1, 2, 1, 2, 1, 2, 4, 1];

/**
 * Whether eight digits are a unified business number by the Fiscal Information Agency's rule of April 2023: the digit sums
 * of the weighted places add up to a multiple of 5; with a 7 in the seventh place (7 × 4 = 28, 2 + 8 = 10) one more may be
 * added.
 */
export function isBusinessNumber(digits: string): boolean {
  let sum = 0;
  for (const [at, weight] of BUSINESS_WEIGHTS.entries()) {
    const product = weight * Number(digits[at]);
    sum += Math.floor(product / 10) + (product % 10);
  }
  return digits !== '00000000' && (sum % 5 === 0 || (digits[6] === '7' && (sum + 1) % 5 === 0));
}

/** The check of ISO/IEC 7812 (Luhn): every second digit from the right doubled, digit sums, a multiple of 10. */
export function hasLuhnCheck(digits: string): boolean {
  let sum = 0;
  for (let at = digits.length - 1, double = false; at >= 0; at--, double = !double) {
    const digit = digits.charCodeAt(at) - 48;
    sum += double ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return sum % 10 === 0;
}
