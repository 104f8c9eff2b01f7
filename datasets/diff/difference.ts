import type { DatasetDiff, RecordChange, RecordDifference } from '../../pipeline/contracts/dataset-diff.ts';
import type { Digest128 } from '../fingerprint/digest-index.ts';
import type { LabelBook } from '../split/label-book.ts';
import { inPlace } from './in-place.ts';
import { ALONE, type KeyOf, Pairing } from './pairing.ts';
import type { VersionIndex } from './version-index.ts';

export type Counts = Pick<DatasetDiff, RecordChange | 'unchanged' | 'labels'>;

/** What `differencesOf` found. */
export interface Differences {
  readonly counts: Counts;
  /** Every difference: the records after in their order, then those that were removed. */
  list(): Generator<RecordDifference>;
}

/**
 * How the records of two versions differ. Each record before is paired with at most one after: first by everything
 * that it holds, those with the same id before others; then by question and answer; then by its own id; then by its
 * question.
 */
export function differencesOf(before: VersionIndex, after: VersionIndex, book: LabelBook): Differences {
  const pairs = paired(before, after);
  const moved = movedRows(before, after, pairs);
  const labels = book.labels;
  const difference = (change: RecordChange, from: number, to: number): RecordDifference => ({
    change,
    record: to === ALONE ? null : after.idAt(to),
    was: from === ALONE ? null : before.idAt(from),
    label: to === ALONE ? null : (labels[after.labelAt(to) - 1] ?? null),
    label_before: from === ALONE ? null : (labels[before.labelAt(from) - 1] ?? null),
  });
  const list = function* (): Generator<RecordDifference> {
    for (let to = 0; to < after.length; to++) {
      const from = pairs.before[to]!;
      const change = from === ALONE ? 'added' : changeOf(before, from, after, to);
      if (change !== null) yield difference(change, from, to);
      else if (moved[to] === 1) yield difference('moved', from, to);
    }
    for (let from = 0; from < before.length; from++) {
      if (pairs.after[from] === ALONE) yield difference('removed', from, ALONE);
    }
  };
  const counts = { unchanged: after.length, moved: 0, changed: 0, relabelled: 0, added: 0, removed: 0 };
  for (const { change } of list()) {
    counts[change] += 1;
    if (change !== 'removed') counts.unchanged -= 1;
  }
  return { counts: { ...counts, labels: labelCounts(before, after, book) }, list };
}

function paired(before: VersionIndex, after: VersionIndex): Pairing {
  const pairs = new Pairing(before.length, after.length);
  const keys: readonly ((index: VersionIndex) => KeyOf)[] = [
    (index) => (row) => joined(index.whole.at(row), index.id.at(row)),
    (index) => (row) => index.whole.at(row),
    (index) => (row) => index.content.at(row),
    (index) => (row) => (index.hasOwnId(row) ? index.id.at(row) : null),
    (index) => (row) => index.question.at(row),
  ];
  for (const key of keys) pairs.by(key(before), key(after));
  return pairs;
}

/** null: nothing but perhaps the id and the place. */
function changeOf(before: VersionIndex, from: number, after: VersionIndex, to: number): RecordChange | null {
  if (equal(before.whole.at(from), after.whole.at(to))) return null;
  const sameQuestion = equal(before.question.at(from), after.question.at(to));
  const sameAnswer = equal(before.content.at(from), after.content.at(to));
  return sameQuestion && !sameAnswer ? 'relabelled' : 'changed';
}

/** By row after: 1 for a record that is the same and stands elsewhere among those that are. */
function movedRows(before: VersionIndex, after: VersionIndex, pairs: Pairing): Uint8Array {
  const moved = new Uint8Array(after.length);
  const same = new Int32Array(after.length);
  let count = 0;
  for (let to = 0; to < after.length; to++) {
    const from = pairs.before[to]!;
    if (from !== ALONE && changeOf(before, from, after, to) === null) same[count++] = to;
  }
  const stays = inPlace(same.subarray(0, count).map((to) => pairs.before[to]!));
  for (let n = 0; n < count; n++) if (stays[n] === 0) moved[same[n]!] = 1;
  return moved;
}

function labelCounts(before: VersionIndex, after: VersionIndex, book: LabelBook): Counts['labels'] {
  const [was, is] = [before, after].map((index) => {
    const counts = new Int32Array(book.size + 1);
    for (let row = 0; row < index.length; row++) counts[index.labelAt(row)]! += 1;
    return counts;
  }) as [Int32Array, Int32Array];
  const labels = book.labels;
  const rows = book.inOrder.map((n) => ({
    label: labels[n]! as string | null,
    before: was[n + 1]!,
    after: is[n + 1]!,
  }));
  return was[0]! + is[0]! === 0 ? rows : [...rows, { label: null, before: was[0]!, after: is[0]! }];
}

function joined(a: Digest128, b: Digest128): Digest128 {
  return a.map((word, n) => Math.imul(word, 0x9e3779b1) ^ b[n]!);
}

function equal(a: Digest128, b: Digest128): boolean {
  return a.every((word, n) => word === b[n]);
}
