import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A new id such as `run_01jd…`: 10 characters of time (Crockford base 32, milliseconds) and 16 random ones (80 bits), as
 * in the ULID specification, so that ids sort by age.
 */
export function newId(prefix: 'run' | 'dsv' | 'dec' | 'trg' | 'ntc', now = Date.now()): string {
  let time = '';
  for (let rest = now, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) time = ALPHABET[rest % 32]! + time;
  const random = Array.from(randomBytes(16), (byte) => ALPHABET[byte % 32]!).join('');
  return `${prefix}_${time}${random}`;
}
