import { findPersonal } from '../../../../datasets/personal/find.ts';
import type { PersonalKind, PersonalSpan } from '../../../../datasets/personal/kinds.ts';
import type { Labelled } from './positives.ts';

/** A text with what is in it and what was found in it. */
export interface Examined extends Labelled {
  readonly found: readonly PersonalSpan[];
}

export interface Score {
  readonly truth: number;
  readonly recall: number;
  readonly precision: number;
  /** Share of the values found whose both ends are right. */
  readonly exact: number;
  /** What went wrong, for the test's message. */
  readonly faults: readonly string[];
}

export function examined(texts: readonly Labelled[]): Examined[] {
  return texts.map(({ text, truth }) => ({ text, truth, found: findPersonal(text) }));
}

const meet = (a: PersonalSpan, b: PersonalSpan) => a.kind === b.kind && a.start < b.end && b.start < a.end;

/** How well one kind is found in texts of which all personal data is known; a span counts that lies on the true one. */
export function scoreOf(kind: PersonalKind, texts: readonly Examined[]): Score {
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
    truth: counts.truth,
    recall: counts.met / counts.truth,
    precision: counts.right / counts.found,
    exact: counts.exact / counts.met,
    faults,
  };
}
