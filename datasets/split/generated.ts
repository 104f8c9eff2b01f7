import { type Draft, leaveOut, place } from './draft.ts';
import { NONE, type SplitPool } from './pool.ts';
import { heldBy, type Relation } from './relations.ts';

/**
 * Puts generated records into training, and nowhere else; last of all, so that they move no other record. Left out are
 * those that belong together with a test or validation record, and those made from a record that is not trained on
 * itself, or is no longer there: they would carry into training what is to be asked.
 */
export function placeGenerated(pool: SplitPool, draft: Draft, relations: readonly Relation[]): void {
  if (pool.sourcesOf.size === 0) return;
  const asked = relations.map((relation) => ({
    of: relation.of,
    held: [heldBy(relation, draft, 'test'), heldBy(relation, draft, 'validation')],
  }));
  for (const row of pool.sourcesOf.keys()) {
    const taken = asked.some(({ of, held }) => {
      const number = of(row);
      return number !== NONE && held.some((flags) => flags[number] === 1);
    });
    if (taken) leaveOut(draft, row, 'generated');
    else place(draft, row, 'train');
  }
  const sources = rowsOfSources(pool);
  // A source may be generated itself, so that leaving one out can leave out others.
  for (let before = -1, left = 0; left !== before; ) {
    before = left;
    for (const [row, ids] of pool.sourcesOf) {
      if (draft.places[row] !== 'train') continue;
      if (ids.every((id) => draft.places[sources.get(id) ?? -1] === 'train')) continue;
      leaveOut(draft, row, 'generated');
      left += 1;
    }
  }
}

/** Where the records stand that generated ones were made from, by id. */
function rowsOfSources(pool: SplitPool): ReadonlyMap<string, number> {
  const wanted = new Set([...pool.sourcesOf.values()].flat());
  const rows = new Map<string, number>();
  for (let row = 0; wanted.size > rows.size && row < pool.rows; row++) {
    const id = pool.idOf(row);
    if (wanted.has(id)) rows.set(id, row);
  }
  return rows;
}
