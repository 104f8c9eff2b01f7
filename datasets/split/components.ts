import { Clusters } from '../near-duplicate/clusters.ts';
import type { SplitPool } from './pool.ts';
import { NONE } from './pool.ts';
import type { Relation } from './relations.ts';

/** Records that hang together by whatever relations: moved as one, they part no question, cluster or group. */
export interface Component {
  /** In ascending order; generated records are in none. */
  readonly rows: readonly number[];
  /** A number in [0, 1) of its own, which follows from its records' content alone. */
  readonly draw: number;
  /** Whether the user's own test file, or a mark of theirs, settles where it goes. */
  readonly settled: boolean;
}

/** Every component that holds a record of one of the labels, by label. */
export function componentsWith(
  pool: SplitPool,
  relations: readonly Relation[],
  labels: ReadonlySet<number>,
): ReadonlyMap<number, readonly Component[]> {
  const sets = connect(pool, relations);
  const members = new Map<number, number[]>();
  for (const row of realRows(pool)) {
    if (labels.has(pool.labelOf.at(row))) members.set(sets.rootOf(row), []);
  }
  for (const row of realRows(pool)) members.get(sets.rootOf(row))?.push(row);
  const ownTest = relations.map((relation) => ({ relation, numbers: new Set(relation.ownTest) }));
  const byLabel = new Map<number, Component[]>([...labels].map((label) => [label, []]));
  for (const rows of members.values()) {
    const settled = rows.some(
      (row) => isMarked(pool, row) || ownTest.some(({ relation, numbers }) => numbers.has(relation.of(row))),
    );
    const draw = rows.reduce((least, row) => Math.min(least, pool.testDraw(row)), 1);
    const component = { rows, draw, settled };
    for (const label of new Set(rows.map((row) => pool.labelOf.at(row)))) byLabel.get(label)?.push(component);
  }
  return byLabel;
}

/** The rows that were not made up by a model, in order. */
export function* realRows(pool: SplitPool): Generator<number> {
  for (let row = 0; row < pool.rows; row++) if (!pool.isGenerated(row)) yield row;
}

function isMarked(pool: SplitPool, row: number): boolean {
  const mark = pool.markOf[row];
  return mark === 'test' || mark === 'validation';
}

function connect(pool: SplitPool, relations: readonly Relation[]): Clusters {
  const sets = new Clusters();
  for (let row = 0; row < pool.rows; row++) sets.push();
  for (const relation of relations) {
    const first = new Int32Array(relation.size).fill(-1);
    for (const row of realRows(pool)) {
      const number = relation.of(row);
      if (number === NONE) continue;
      if (first[number] === -1) first[number] = row;
      else sets.join(first[number]!, row);
    }
  }
  return sets;
}
