import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const RANDOM = 16;

/** The last id of this process: its millisecond, and its random digits, each below 32. */
const last = { time: Number.NaN, digits: new Uint8Array(RANDOM) };

/**
 * A new id such as `run_01jd…`: 10 characters of time (Crockford base 32, milliseconds) and 16 random ones (80 bits), as
 * in the ULID specification, so that ids sort by age. Of one process those of the same millisecond do so too: the random part of the one
 * before, plus one ("monotonicity" in the specification).
 */
export function newId(prefix: 'run' | 'dsv' | 'dec' | 'trg' | 'ntc', now = Date.now()): string {
  let time = '';
  for (let rest = now, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) time = ALPHABET[rest % 32]! + time;
  if (now !== last.time || !increment(last.digits)) {
    last.time = now;
    last.digits = randomBytes(RANDOM).map((byte) => byte % 32);
  }
  return `${prefix}_${time}${Array.from(last.digits, (digit) => ALPHABET[digit]!).join('')}`;
}

/** Adds one; false where there is no greater number of so many digits. */
function increment(digits: Uint8Array): boolean {
  for (let at = digits.length - 1; at >= 0; at--) {
    if (digits[at]! < ALPHABET.length - 1) {
      digits[at]!++;
      return true;
    }
    digits[at] = 0;
  }
  return false;
}
