import { isGrouped } from './columns.ts';
import { type Draft, leaveOut, type Place } from './draft.ts';
import type { NearClusters } from './near-clusters.ts';
import type { OwnTest } from './own-test.ts';
import { NONE, type SplitPool } from './pool.ts';

/** A way in which records belong together: what one of them asks, the others would give away. */
export interface Relation {
  readonly kind: 'exact' | 'near' | 'group';
  /** The numbers that `of` gives lie below. */
  readonly size: number;
  /** A row's number; rows with the same one belong together. NONE: with no other. */
  of(row: number): number;
  /** Numbers of the records of the user's own test file. */
  readonly ownTest: readonly number[];
}

/** What binds the records: their question, their near duplicates where these are known, their group where there is a column. */
export function relationsOf(pool: SplitPool, ownTest: OwnTest | null, near: NearClusters | null): Relation[] {
  const relations: Relation[] = [
    {
      kind: 'exact',
      size: pool.questions,
      of: (row) => pool.questionOf.at(row),
      ownTest: [...(ownTest?.questions ?? [])],
    },
  ];
  if (near !== null) {
    relations.push({
      kind: 'near',
      size: near.size,
      of: (row) => near.ofRecord(row),
      ownTest: (ownTest?.rows ?? []).map((row) => near.ofTest(row)),
    });
  }
  if (isGrouped(pool.columns)) {
    relations.push({
      kind: 'group',
      size: pool.groups,
      of: (row) => pool.groupOf.at(row),
      ownTest: [...(ownTest?.groups ?? [])],
    });
  }
  return relations;
}

/** By number of a relation: 1 where a record at `at` has it, or one of the user's own test file if that is the test. */
export function heldBy(relation: Relation, { places }: Draft, at: Place): Uint8Array {
  const held = new Uint8Array(relation.size);
  if (at === 'test') for (const number of relation.ownTest) held[number] = 1;
  for (const [row, place] of places.entries()) {
    const number = place === at ? relation.of(row) : NONE;
    if (number !== NONE) held[number] = 1;
  }
  return held;
}

/** Leaves out the records at `losers` that belong together with one at `winner`. */
export function giveWay(
  draft: Draft,
  relations: readonly Relation[],
  winner: 'train' | 'validation' | 'test',
  losers: readonly Place[],
): void {
  for (const relation of relations) {
    const held = heldBy(relation, draft, winner);
    for (const [row, place] of draft.places.entries()) {
      if (place === null || !losers.includes(place)) continue;
      const number = relation.of(row);
      if (number !== NONE && held[number] === 1) leaveOut(draft, row, relation.kind);
    }
  }
}
