import { assignedSecrets } from './assignment.ts';
import { connectionStrings } from './connection-string.ts';
import { jsonWebTokens } from './json-web-token.ts';
import { SECRET_KINDS, type SecretPlace, type SecretSpan } from './kinds.ts';
import { privateKeys } from './private-key.ts';
import { secretTraits } from './traits.ts';
import { vendorTokens } from './vendor-tokens.ts';

const NAMED = /pass|pwd|\bpw\b|key|secret|token|credential|bearer|basic|密碼|通行碼|口令|[金密]鑰|權杖/i;

/**
 * The secrets in a text, in its order and without overlaps. Where two kinds lie on one place the more specific one (the
 * earlier of `SECRET_KINDS`) wins.
 */
export function findSecrets(text: string): SecretSpan[] {
  const { ascii, unlikeWords, dense } = secretTraits(text);
  if (!ascii || (!unlikeWords && !text.includes('PRIVATE KEY'))) return [];
  const places: SecretPlace[] = [];
  if (dense) {
    places.push(...vendorTokens(text), ...jsonWebTokens(text));
    if (text.includes('PRIVATE KEY')) places.push(...privateKeys(text));
  }
  const named = NAMED.test(text);
  if (named) places.push(...assignedSecrets(text));
  if (named || text.includes('://')) places.push(...connectionStrings(text));
  if (places.length === 0) return [];
  const ranked = places.sort((a, b) => SECRET_KINDS.indexOf(a.kind) - SECRET_KINDS.indexOf(b.kind));
  const spans: SecretSpan[] = [];
  const taken = new Uint8Array(text.length);
  for (const { kind, start, end } of ranked) {
    if (taken.subarray(start, end).includes(1)) continue;
    taken.fill(1, start, end);
    spans.push({ kind, start, end, text: text.slice(start, end) });
  }
  return spans.sort((a, b) => a.start - b.start);
}
