import { matchesOf } from '../text/matches.ts';
import { characterClasses, entropy } from './entropy.ts';
import type { SecretPlace } from './kinds.ts';
import { isStandIn } from './stand-in.ts';

/** What is given a value, and how: password=…, "apiKey": "…", 密碼：…, 密碼是 …, Authorization: Bearer …. */
const PASSWORD =
  '(?:[A-Za-z]{0,20}[_-]?)?(?:password|passwd|passphrase|passcode|pwd|userpass)|密碼|通行碼|口令|(?<![A-Za-z])(?:pass|pw)';
const KEY =
  '(?:[A-Za-z]{1,20}[_-]){0,3}?(?:api[_ -]?key|apikey|secret[_ -]?key|secret[_ -]?access[_ -]?key|access[_ -]?key(?:[_ -]?id)?|private[_ -]?key|encryption[_ -]?key|signing[_ -]?key|account[_ -]?key|client[_ -]?secret|app[_ -]?secret|auth[_ -]?token|access[_ -]?token|refresh[_ -]?token|bot[_ -]?token|personal[_ -]?token|token|secret|credentials?)|存取金鑰|API ?金鑰|金鑰|密鑰|權杖|存取權杖';
const GIVEN = '["\'`」*]{0,2}\\s{0,3}(?:=>|:=|[:=：＝]|(?:是|為|為：|is)(?=\\s?[!-~]))\\s{0,3}["\'`「*]{0,2}';
/** Chinese texts also set a password behind the word alone. */
const SPACED = '(密碼|通行碼) {1,2}(?=[!-~]{6})';
const ASSIGNED = new RegExp(`(?<![A-Za-z0-9])(?:(?:(${PASSWORD})|(?:${KEY}))${GIVEN}|${SPACED})`, 'gi');
const BEARER = /(?<![A-Za-z])(?:Bearer|Basic|Token)\s{1,2}(?=[A-Za-z0-9+/=_.~-]{16})/g;

const VALUE = /[!-~]{1,512}/y;
/** Where a value ends that no quote encloses. */
const UNQUOTED_END = /[,;"'`<>\s]|&(?=\w+=)|[)\]}](?=[,;:\s]|$)/;
/** A call or a property: code that fetches the secret from elsewhere. */
const CODE = /^[A-Za-z_$][\w$]*(?:\(|\.[A-Za-z_]|\[|->|::)/;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const SHORTEST_PASSWORD = 6;
const SHORTEST_KEY = 16;
/**
 * Bits per character. Random hexadecimal of 16 places has about 3.3, random base64 more; English words of that length run
 * together have as much, so that a key must have digits among its letters too. Passwords are too short for more than 2.
 */
const KEY_BITS = 3;
const PASSWORD_BITS = 2;

/** Passwords and keys that something is given: told by the name of what they are given to, and by looking random. */
export function assignedSecrets(text: string): SecretPlace[] {
  const found: SecretPlace[] = [];
  for (const match of matchesOf(text, ASSIGNED)) {
    const password = (match[1] ?? match[2]) !== undefined;
    const start = match.index + match[0].length;
    const value = valueAt(text, start);
    if (password ? isPassword(value) : isKey(value)) {
      found.push({ kind: password ? 'password' : 'api_key', start, end: start + value.length });
    }
  }
  for (const match of matchesOf(text, BEARER)) {
    const start = match.index + match[0].length;
    const value = valueAt(text, start);
    if (isKey(value)) found.push({ kind: 'api_key', start, end: start + value.length });
  }
  return found;
}

function valueAt(text: string, start: number): string {
  VALUE.lastIndex = start;
  const run = VALUE.exec(text)?.[0] ?? '';
  const quote = text[start - 1] ?? '';
  if (/["'`]/.test(quote)) {
    const close = run.indexOf(quote);
    return close >= 0 ? run.slice(0, close) : '';
  }
  const end = run.search(UNQUOTED_END);
  const value = end < 0 ? run : run.slice(0, end);
  return CODE.test(value) ? '' : value.replace(/[.,:;]+$/, '');
}

function isPassword(value: string): boolean {
  if (value.length < SHORTEST_PASSWORD || value.length > 128 || isStandIn(value) || UUID.test(value))
    return false;
  if (/:\/\/|^\/|^\d[\d./-]*$/.test(value)) return false;
  const mixed = characterClasses(value.replace(/[-_]/g, '')) >= 2 && !/^[A-Z]?[a-z]+$/.test(value);
  return mixed && /\d|[^A-Za-z0-9_-]|[a-z][A-Z].*[A-Z]/.test(value) && entropy(value) >= PASSWORD_BITS;
}

function isKey(value: string): boolean {
  if (value.length < SHORTEST_KEY || isStandIn(value) || UUID.test(value)) return false;
  if (!/^[A-Za-z0-9_+/=.~-]+$/.test(value) || !/\d.*\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  return (
    entropy(value) >= KEY_BITS &&
    !/^https?:|^[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|tw|json|ts|js|py|md|html|txt)$/.test(value)
  );
}
