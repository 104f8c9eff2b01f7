import { findSecrets } from '../../../../datasets/secrets/find.ts';
import type { SecretKind } from '../../../../datasets/secrets/kinds.ts';
import type { Draw } from '../personal/draw.ts';
import type { Score } from '../quality/truth/score.ts';
import { CARRIERS } from './carriers.ts';
import { SECRETS } from './keys.ts';
import { nearMissOf } from './near-misses.ts';

const POSITIVES = 120;
const NEAR_MISSES = 500;

/** How well secrets of one kind are found, among what only looks like them; `exact`: both ends of the secret are right. */
export function secretScore(draw: Draw, kind: SecretKind): Score {
  const faults: string[] = [];
  let [met, exact, wrong] = [0, 0, 0];
  for (let n = 0; n < POSITIVES; n++) {
    const secret = SECRETS[kind](draw);
    const [before, after] = draw.of(CARRIERS[kind]).split('{secret}') as [string, string];
    const [start, end] = [before.length, before.length + secret.length];
    const found = findSecrets(before + secret + after);
    const at = found.find((span) => span.kind === kind && span.start < end && start < span.end);
    if (at === undefined)
      faults.push(`missed in ${before}${secret}${after}: ${found.map((span) => span.kind)}`);
    else met += 1;
    if (at?.start === start && at.end === end) exact += 1;
    else if (at !== undefined) faults.push(`${at.text} instead of ${secret} in ${before}…${after}`);
    wrong += found.length - (at === undefined ? 0 : 1);
  }
  for (let n = 0; n < NEAR_MISSES; n++) {
    const text = nearMissOf(draw, kind);
    const found = findSecrets(text);
    wrong += found.length;
    for (const span of found) faults.push(`wrong ${span.kind} ${span.text} in ${text}`);
  }
  return {
    of: kind,
    positives: POSITIVES,
    nearMisses: NEAR_MISSES,
    recall: met / POSITIVES,
    precision: met / (met + wrong),
    exact: exact / met,
    faults,
  };
}
