import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Place } from '../../../../datasets/split/draft.ts';
import type { DatasetRecord } from '../../../../pipeline/contracts/record.ts';
import { random } from '../reading.ts';
import { labelled } from '../records.ts';
import { type Given, type Planned, planned, shuffled, withMeta } from './planned.ts';

const ROUNDS = 16;
/** Nothing is halved, so that validation has a fixed share as well. */
const settings = { test: 0.2, validation: 0.1, validationMost: null };

/** Records with labels of very different sizes, some asking the same question. */
function population(next: () => number, count: number, groups = 0): DatasetRecord[] {
  return Array.from({ length: count }, (_, n) => {
    const label = `標籤${Math.floor(next() ** 2 * 6)}`;
    const question = next() < 0.1 ? `常見問題 ${Math.floor(next() * 20)}` : `問題 ${n} ${next()}`;
    const record = labelled(`r${n}`, question, label);
    return groups === 0 ? record : withMeta(record, { 案號: `案 ${Math.floor(next() * groups)}` });
  });
}

/** Labels whose records a split says it placed otherwise than the general rule would. */
function lentLabels(...splits: readonly Planned[]): ReadonlySet<string> {
  return new Set(
    splits.flatMap(({ plan }) => plan.few.filter(({ done }) => done !== 'as_drawn')).map((f) => f.label),
  );
}

interface Move {
  readonly id: string;
  readonly from: Place;
  readonly to: Place;
}

/** Records that both splits have at different places, lent labels aside. */
function moves(records: readonly DatasetRecord[], before: Planned, after: Planned): Move[] {
  const lent = lentLabels(before, after);
  return records.flatMap(({ id, label }) => {
    const [from, to] = [before.placeOf.get(id), after.placeOf.get(id)];
    if (from === undefined || to === undefined || from === to || lent.has(label!)) return [];
    return [{ id, from, to }];
  });
}

/** The same where nothing was lent; else none, since what is lent takes with it whatever belongs together with it. */
function unlent(records: readonly DatasetRecord[], before: Planned, after: Planned): Move[] {
  return lentLabels(before, after).size === 0 ? moves(records, before, after) : [];
}

/** A random part of the records, with two at least of every label in it, as a split asks for. */
function partOf(all: readonly DatasetRecord[], next: () => number): DatasetRecord[] {
  const share = 0.3 + 0.6 * next();
  const part = all.filter((_, n) => n < 40 || next() < share);
  const counts = new Map<string, number>();
  for (const { label } of part) counts.set(label!, (counts.get(label!) ?? 0) + 1);
  return part.filter(({ label }) => counts.get(label!)! > 1);
}

/** Runs `compare` on splits of a random part of a population and of the whole, in another order. */
function forParts(
  given: (records: readonly DatasetRecord[], round: number) => Given,
  populate: (next: () => number) => DatasetRecord[],
  compare: (all: readonly DatasetRecord[], part: Planned, whole: Planned) => void,
): void {
  for (let round = 0; round < ROUNDS; round++) {
    const next = random(round);
    const all = populate(next);
    const part = planned({ ...given(partOf(all, next), round), seed: round, settings });
    const whole = planned({ ...given(shuffled(all, next), round), seed: round, settings });
    compare(all, part, whole);
  }
}

describe('stability of the split', () => {
  it('never moves a record when others are added, removed or reordered', () => {
    let compared = 0;
    forParts(
      (records) => ({ records }),
      (next) => population(next, 250),
      (all, part, whole) => {
        assert.deepEqual(moves(all, part, whole), []);
        compared += all.filter(({ id }) => part.placeOf.has(id)).length;
        assert.equal(whole.leaked, 0);
      },
    );
    assert.ok(compared > 2000, String(compared));
  });

  it('never moves one of a label for which nothing special was done, whatever becomes of the other labels', () => {
    const steady = population(random(1), 100);
    for (let size = 2; size < 30; size += 3) {
      const records = [
        ...steady,
        ...Array.from({ length: size }, (_, n) => labelled(`n${n}`, `新 ${n}`, '新標籤')),
      ];
      assert.deepEqual(
        moves(steady, planned({ records: steady, settings }), planned({ records, settings })),
        [],
      );
    }
  });

  it('keeps every record of a group at one place, and there for good', () => {
    forParts(
      (records) => ({ records, columns: { group: '案號' } }),
      (next) => population(next, 250, 80),
      (all, part, whole) => {
        const groupOf = (record: DatasetRecord) => (JSON.parse(record.meta!) as { 案號: string }).案號;
        for (const { placeOf } of [part, whole]) {
          const places = new Map<string, Set<Place>>();
          for (const record of all) {
            const at = placeOf.get(record.id);
            if (at === undefined || at === null) continue;
            places.set(groupOf(record), (places.get(groupOf(record)) ?? new Set()).add(at));
          }
          for (const [group, at] of places) assert.equal(at.size, 1, group);
        }
        // Equal questions of different groups may put one out of use, but never elsewhere.
        for (const { from, to } of unlent(all, part, whole)) assert.ok(from === null || to === null);
      },
    );
  });

  it('never carries a record from training into the test or back, whatever clusters join', () => {
    let joined = 0;
    forParts(
      (records, round) => ({ records, clusters: connected(records, edgesOf(round)) }),
      (next) => population(next, 250),
      (all, part, whole) => {
        for (const { id, from, to } of unlent(all, part, whole)) {
          assert.ok(from === null || to === null, `${id}: ${from} → ${to}`);
          // What was in the test stays, whoever comes.
          assert.notEqual(from, 'test', id);
          joined += 1;
        }
        for (const { audit } of [part, whole]) assert.ok(audit.passed, JSON.stringify(audit));
      },
    );
    assert.ok(joined > 20, 'the clusters of this test do something');
  });

  it('halves an automatic validation as the dataset doubles, into training and nowhere else', () => {
    const next = random(3);
    const all = Array.from({ length: 3000 }, (_, n) =>
      labelled(`r${n}`, `題 ${n} ${next()}`, `標籤${n % 3}`),
    );
    const auto = { test: 0.2, validation: 0.1, validationMost: 100 };
    let before = planned({ records: all.slice(0, 500), settings: auto });
    const shares = new Set([before.plan.shares.validation]);
    for (let count = 1000; count <= 3000; count += 500) {
      const after = planned({ records: all.slice(0, count), settings: auto });
      const halved = after.plan.shares.validation < before.plan.shares.validation;
      for (const { from, to } of moves(all, before, after)) {
        assert.ok(halved && from === 'validation' && to === 'train', `${from} → ${to} at ${count}`);
      }
      assert.ok(after.counts.validation < 135, String(after.counts.validation));
      shares.add(after.plan.shares.validation);
      before = after;
    }
    assert.deepEqual([...shares], [0.1, 0.05, 0.025]);
  });
});

/** Pairs of ids that resemble each other; where one is missing, the other resembles nothing for that. */
function edgesOf(round: number): string[][] {
  const next = random(1000 + round);
  return Array.from({ length: 100 }, () => [0, 0].map(() => `r${Math.floor(next() * 250)}`));
}

/** Clusters that edges between the records make: transitive, as near duplicates are. */
function connected(
  records: readonly DatasetRecord[],
  edges: readonly (readonly string[])[],
): ReadonlyMap<string, number> {
  const clusterOf = new Map(records.map(({ id }, n) => [id, n]));
  for (const [a, b] of edges) {
    const [one, other] = [clusterOf.get(a!), clusterOf.get(b!)];
    if (one === undefined || other === undefined || one === other) continue;
    for (const [id, cluster] of clusterOf) if (cluster === other) clusterOf.set(id, one);
  }
  return clusterOf;
}
