import { type Component, componentsWith, realRows } from './components.ts';
import { type Draft, leaveOut, type Place, place } from './draft.ts';
import type { SplitPool } from './pool.ts';
import type { Relation } from './relations.ts';

/** What was done for a label that the draw had left without training, or without test. */
export type Lent = 'lent_to_training' | 'lent_to_test';

/**
 * Sees to it that every label can be learnt and, where the test is drawn, is tested: a label whose records were all
 * drawn, or none of them, has its smallest component moved whole, the one nearest to going there by itself among
 * equals, where that costs no other label its last. Returns what was done, by label number.
 *
 * These are the only records whose place depends on others: when more records of their label come, the label may no
 * longer need them. A label of n questions is in need of a test with probability (1 − s)ⁿ at a share s: 0.4 % at 25
 * questions and s = 0.2. Labels are seen to in their own order, never in the file's.
 */
export function lend(
  pool: SplitPool,
  draft: Draft,
  relations: readonly Relation[],
  testDrawn: boolean,
): ReadonlyMap<number, Lent> {
  const lent = new Map<number, Lent>();
  const standing = new Standing(pool, draft);
  const nearestToTrain = (a: Component, b: Component) =>
    standing.testsIn(a) - standing.testsIn(b) || a.rows.length - b.rows.length || b.draw - a.draw;
  for (const [label, components] of inNeed(pool, relations, standing.train)) {
    const chosen = components.toSorted(nearestToTrain)[0];
    if (standing.train[label] !== 0 || chosen === undefined) continue;
    standing.move(chosen, 'train');
    lent.set(label, 'lent_to_training');
  }
  if (!testDrawn) return lent;
  const nearestToTest = (a: Component, b: Component) => a.rows.length - b.rows.length || a.draw - b.draw;
  for (const [label, components] of inNeed(pool, relations, standing.test)) {
    const spared = components.filter((one) => standing.canSpare(one, label));
    const chosen = spared.toSorted(nearestToTest)[0];
    if (standing.test[label] !== 0 || chosen === undefined) continue;
    standing.move(chosen, 'test');
    lent.set(label, 'lent_to_test');
  }
  return lent;
}

/** Leaves out drawn records of labels that training does not have: what was never learnt cannot be asked. */
export function leaveOutUnlearnt(pool: SplitPool, draft: Draft): void {
  const { train } = new Standing(pool, draft);
  for (const row of realRows(pool)) {
    const at = draft.places[row];
    const drawn = pool.markOf[row] !== at && (at === 'test' || at === 'validation');
    if (drawn && train[pool.labelOf.at(row)] === 0) leaveOut(draft, row, 'not_learnt');
  }
}

/** Labels without a record at one place, in their own order, each with the components that could be moved for it. */
function inNeed(
  pool: SplitPool,
  relations: readonly Relation[],
  records: Int32Array,
): [label: number, components: readonly Component[]][] {
  const needy = new Set<number>();
  for (const row of realRows(pool)) {
    const label = pool.labelOf.at(row);
    if (records[label] === 0) needy.add(label);
  }
  if (needy.size === 0) return [];
  const components = componentsWith(pool, relations, needy);
  return pool.book.inOrder
    .filter((label) => needy.has(label))
    .map((label) => [label, components.get(label)!.filter(({ settled }) => !settled)]);
}

/** How many records of each label training and test have, kept up to date while components move. */
class Standing {
  /** By label number. */
  readonly train: Int32Array;
  readonly test: Int32Array;
  readonly #pool: SplitPool;
  readonly #draft: Draft;

  constructor(pool: SplitPool, draft: Draft) {
    this.train = new Int32Array(pool.book.size);
    this.test = new Int32Array(pool.book.size);
    this.#pool = pool;
    this.#draft = draft;
    for (const row of realRows(pool)) this.#count(row, draft.places[row]!, 1);
  }

  move({ rows }: Component, to: 'train' | 'test'): void {
    for (const row of rows) {
      this.#count(row, this.#draft.places[row]!, -1);
      place(this.#draft, row, to);
      this.#count(row, to, 1);
    }
  }

  testsIn({ rows }: Component): number {
    return rows.filter((row) => this.#draft.places[row] === 'test').length;
  }

  /** Whether training keeps a record of `wanted`, and of every label that it has, without the component. */
  canSpare({ rows }: Component, wanted: number): boolean {
    const taken = new Map([[wanted, 0]]);
    for (const row of rows) {
      const label = this.#pool.labelOf.at(row);
      if (this.#draft.places[row] === 'train') taken.set(label, (taken.get(label) ?? 0) + 1);
    }
    return [...taken].every(([label, count]) => this.train[label]! > count);
  }

  #count(row: number, at: Place, by: 1 | -1): void {
    const label = this.#pool.labelOf.at(row);
    if (at === 'train') this.train[label]! += by;
    if (at === 'test') this.test[label]! += by;
  }
}
