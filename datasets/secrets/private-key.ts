import { matchesOf } from '../text/matches.ts';
import type { SecretPlace } from './kinds.ts';

const BEGIN = /-----BEGIN ((?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?)-----/g;
/** Headers, base64, line breaks (also written as \n within JSON), and dots where a part was left out; no row of dashes. */
const BODY = /(?:[A-Za-z0-9+/=:,.…\s]|-(?!-)|\\[nr])*/y;
/** Where the key breaks off, its first line tells it from a sentence about keys. */
const FIRST_LINE = /^(?:\s|\\[nr])*(?:[A-Z][\w-]+: [^\n]*\s+){0,3}[A-Za-z0-9+/=]{16}/;

/** Private keys in PEM (RFC 7468) and PGP armour, also when they break off. */
export function privateKeys(text: string): SecretPlace[] {
  const found: SecretPlace[] = [];
  for (const match of matchesOf(text, BEGIN)) {
    const body = match.index + match[0].length;
    BODY.lastIndex = body;
    const run = BODY.exec(text)![0];
    const closing = `-----END ${match[1]}-----`;
    const closed = text.startsWith(closing, body + run.length);
    if (!closed && !FIRST_LINE.test(run)) continue;
    const length = closed ? run.length + closing.length : run.trimEnd().length;
    found.push({ kind: 'private_key', start: match.index, end: body + length });
  }
  return found;
}
