import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  hasIdentityCheck,
  hasLuhnCheck,
  isBusinessNumber,
} from '../../../../datasets/personal/check-digits.ts';

/** Numbers that differ from the given one in one digit. */
function neighbours(number: string): string[] {
  return [...number].flatMap((digit, at) =>
    /\d/.test(digit) ? [number.slice(0, at) + ((Number(digit) + 1) % 10) + number.slice(at + 1)] : [],
  );
}

describe('check digits', () => {
  it('of identity numbers, by the examples of the authorities', () => {
    // The sample of the identity card, of a certificate since 2021, and of one before.
    for (const id of ['A123456789', 'A800000014', 'AB12345677']) {
      assert.ok(hasIdentityCheck(id), id);
      const passing = neighbours(id).filter(hasIdentityCheck);
      assert.deepEqual(passing, []);
    }
  });

  it('of unified business numbers, by the rules before and since April 2023', () => {
    // Chunghwa Telecom, TSMC, a number with 7 in the seventh place, and one that only the new rule allows.
    for (const digits of ['96979933', '22099131', '10458575', '12345675'])
      assert.ok(isBusinessNumber(digits), digits);
    for (const digits of ['12345678', '00000000', '22099132']) assert.ok(!isBusinessNumber(digits), digits);
  });

  it('takes both readings of a 7 in the seventh place of a business number', () => {
    const valid = Array.from({ length: 100 }, (_, n) => `1234${String(n).padStart(2, '0')}7`).flatMap(
      (head) => Array.from({ length: 10 }, (_, last) => `${head}${last}`).filter(isBusinessNumber),
    );
    // Two residues of five instead of one.
    assert.equal(valid.length, 400);
  });

  it('of payment cards, by the schemes’ test numbers', () => {
    for (const digits of [
      '4111111111111111',
      '5555555555554444',
      '378282246310005',
      '3530111333300000',
      '30569309025904',
    ]) {
      assert.ok(hasLuhnCheck(digits), digits);
      assert.deepEqual(neighbours(digits).filter(hasLuhnCheck), []);
    }
  });
});
