import { findPersonal } from '../../../../datasets/personal/find.ts';
import type { PersonalKind, PersonalSpan } from '../../../../datasets/personal/kinds.ts';
import type { Score } from '../quality/truth/score.ts';
import type { Draw } from './draw.ts';
import { legalText } from './legal-texts.ts';
import { nearMissOf } from './near-misses.ts';
import { type Labelled, positivesOf } from './positives.ts';

/** A text with what is in it and what was found in it. */
export interface Examined extends Labelled {
  readonly found: readonly PersonalSpan[];
}

const POSITIVES = 120;
const NEAR_MISSES = 300;
const LEGAL_TEXTS = 300;

/** How well each kind is found, among all kinds, what only looks like it, and laws and rulings. */
export function personalScores(draw: Draw, kinds: readonly PersonalKind[]): Score[] {
  const legal = examined(Array.from({ length: LEGAL_TEXTS }, () => nothingIn(legalText(draw))));
  const nearMisses = new Map(
    kinds.map((kind) => [
      kind,
      examined(Array.from({ length: NEAR_MISSES }, () => nothingIn(nearMissOf(draw, kind)))),
    ]),
  );
  const positives = examined(kinds.flatMap((kind) => positivesOf(draw, kind, POSITIVES)));
  return kinds.map((kind) => scoreOf(kind, positives, [...nearMisses.get(kind)!, ...legal]));
}

export const nothingIn = (text: string): Labelled => ({ text, truth: [] });

export function examined(texts: readonly Labelled[]): Examined[] {
  return texts.map(({ text, truth }) => ({ text, truth, found: findPersonal(text) }));
}

const meet = (a: PersonalSpan, b: PersonalSpan) => a.kind === b.kind && a.start < b.end && b.start < a.end;

/** How well one kind is found in texts of which all personal data is known; a span counts that lies on the true one. */
function scoreOf(kind: PersonalKind, positives: readonly Examined[], nearMisses: readonly Examined[]): Score {
  const texts = [...positives, ...nearMisses];
  const faults: string[] = [];
  const counts = { truth: 0, met: 0, exact: 0, found: 0, right: 0 };
  for (const { text, truth, found } of texts) {
    for (const span of truth.filter((candidate) => candidate.kind === kind)) {
      counts.truth += 1;
      const at = found.find((other) => meet(span, other));
      if (at === undefined) faults.push(`missed ${span.text} in ${text}`);
      else counts.met += 1;
      if (at?.start === span.start && at.end === span.end) counts.exact += 1;
    }
    for (const span of found.filter((candidate) => candidate.kind === kind)) {
      counts.found += 1;
      if (truth.some((other) => meet(span, other))) counts.right += 1;
      else faults.push(`wrong ${span.text} in ${text}`);
    }
  }
  return {
    of: kind,
    positives: counts.truth,
    nearMisses: nearMisses.length,
    recall: counts.met / counts.truth,
    precision: counts.right / counts.found,
    exact: counts.exact / counts.met,
    faults,
  };
}
