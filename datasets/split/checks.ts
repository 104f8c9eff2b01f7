import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import { FaultList } from '../faults.ts';
import { isBlank } from '../quality/rule.ts';
import type { OwnTest } from './own-test.ts';
import type { Place, SplitPool } from './pool.ts';

/** Fewer records than this say nothing about a model. */
export const FEWEST_RECORDS = 10;

/** The line in the file where a record without an id of its own stands. */
function lineOf(id: string): { line?: number } {
  const line = /^line:(\d+)$/.exec(id)?.[1];
  return line === undefined ? {} : { line: Number(line) };
}

/**
 * Whether the records, as they are after cleaning, can be split and learnt from at all.
 * Errors: `INPUT_TOO_FEW_RECORDS`, `INPUT_SINGLE_CLASS`, `INPUT_NOT_LABELS`, `INPUT_LABEL_ONCE` and
 * `INPUT_EMPTY_FIELD` (every such record), `INPUT_TEST_TWICE`, and for a test file without a usable record `INPUT_NO_RECORDS`.
 */
export function checkUsable(pool: SplitPool, ownTest: OwnTest | null): void {
  const faults: FaultList = new FaultList('dataset');
  const counts = new Map<number, number>();
  for (const label of pool.labelOf) counts.set(label, (counts.get(label) ?? 0) + 1);
  if (pool.rows < FEWEST_RECORDS) {
    const params = { count: pool.rows, minimum: FEWEST_RECORDS };
    faults.fail('INPUT_TOO_FEW_RECORDS', {
      params,
      expected: `≥ ${FEWEST_RECORDS}`,
      found: String(pool.rows),
    });
  }
  const labels = pool.book.labels;
  if (counts.size === 1) {
    const label = labels[pool.labelOf[0]!]!;
    faults.fail('INPUT_SINGLE_CLASS', { field: 'label', params: { label }, expected: '≥ 2', found: '1' });
  }
  const once = [...counts.values()].filter((count) => count === 1).length;
  if (once > pool.rows / 2) {
    faults.fail('INPUT_NOT_LABELS', { field: 'label', params: { once, count: pool.rows } });
  }
  for (const [row, number] of pool.labelOf.entries()) {
    const label = labels[number]!;
    const id = pool.idOf(row);
    const detail = { ...lineOf(id), field: 'label', found: id };
    if (isBlank(label)) faults.add('INPUT_EMPTY_FIELD', { ...detail, params: { field: 'label' } });
    else if (counts.get(number) === 1) {
      faults.add('INPUT_LABEL_ONCE', { ...detail, params: { label }, expected: '≥ 2' });
    }
  }
  faults.check();
  if (ownTest !== null) checkOwnTest(pool, ownTest, faults);
}

function checkOwnTest(pool: SplitPool, ownTest: OwnTest, faults: FaultList): void {
  const marked = pool.columnOf.filter((split) => split === 'test').length;
  if (marked > 0) faults.fail('INPUT_TEST_TWICE', { field: 'split', params: { count: marked } });
  if (ownTest.records === 0) {
    throw new TouchstoneError('INPUT_NO_RECORDS', { place: { file: 'test' } });
  }
}

/**
 * Whether enough is left to train on, and every label of the test can be learnt.
 * Errors: `INPUT_TEST_OVERLAP`, `INPUT_TEST_LABEL_UNSEEN` (with every such label).
 */
export function checkSplit(pool: SplitPool, ownTest: OwnTest | null, places: readonly Place[]): void {
  const learnt = new Set<number>();
  const tested = new Map<number, { count: number; first: string }>(ownTest?.labels);
  for (const [row, place] of places.entries()) {
    const label = pool.labelOf[row]!;
    if (place === 'train') learnt.add(label);
    if (place !== 'test') continue;
    const known = tested.get(label) ?? { count: 0, first: pool.idOf(row) };
    tested.set(label, { ...known, count: known.count + 1 });
  }
  const faults: FaultList = new FaultList(ownTest ? 'test' : 'dataset');
  const left = places.filter((place) => place === 'train').length;
  const leaked = places.filter((place) => place === null).length;
  if (leaked > 0 && left < FEWEST_RECORDS) faults.fail('INPUT_TEST_OVERLAP', { params: { leaked, left } });
  for (const [number, { count, first }] of tested) {
    if (learnt.has(number)) continue;
    const label = pool.book.labels[number]!;
    faults.add('INPUT_TEST_LABEL_UNSEEN', {
      ...lineOf(first),
      field: 'label',
      params: { label, count },
      found: first,
    });
  }
  faults.check();
}
