import { matchesOf } from '../text/matches.ts';
import type { SecretPlace } from './kinds.ts';

const FORM = /(?<![\w-])eyJ[\w-]{10,}\.eyJ[\w-]{8,}(?:\.[\w-]*)?/g;

/** Signed JSON Web Tokens (RFC 7519): parts in base64url, the first a header that names its algorithm. */
export function jsonWebTokens(text: string): SecretPlace[] {
  const found: SecretPlace[] = [];
  for (const match of matchesOf(text, FORM)) {
    const header = Buffer.from(match[0].slice(0, match[0].indexOf('.')), 'base64url').toString('latin1');
    if (!/"alg"\s*:/.test(header)) continue;
    found.push({ kind: 'jwt', start: match.index, end: match.index + match[0].length });
  }
  return found;
}
