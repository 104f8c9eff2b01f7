import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import { FaultList } from '../faults.ts';
import { isBlank } from '../quality/blank.ts';
import type { Draft } from './draft.ts';
import { MOMENT_FORMS } from './moment.ts';
import type { OwnTest } from './own-test.ts';
import type { SplitPool } from './pool.ts';

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
 * `INPUT_EMPTY_FIELD` (every such record), `INPUT_MISSING_FIELD` and `INPUT_WRONG_TYPE` for a group or time column that no
 * record has a value in, `INPUT_TEST_TWICE`, `INPUT_TEST_GENERATED`, and for a test file without a usable record `INPUT_NO_RECORDS`.
 */
export function checkUsable(pool: SplitPool, ownTest: OwnTest | null): void {
  const faults: FaultList = new FaultList('dataset');
  const counts = new Int32Array(pool.book.size);
  for (let row = 0; row < pool.rows; row++) counts[pool.labelOf.at(row)]! += 1;
  // Labels that only the test file has are in the book as well.
  const used = counts.filter((count) => count > 0);
  // What a model made is enough to train on, but not to draw a test from.
  checkCount(ownTest === null ? pool.rows - pool.sourcesOf.size : pool.rows, faults);
  if (pool.labelled) checkLabels(pool, counts, used, faults);
  faults.check();
  checkColumns(pool, faults);
  if (ownTest !== null) checkOwnTest(pool, ownTest, faults);
}

function checkLabels(pool: SplitPool, counts: Int32Array, used: Int32Array, faults: FaultList): void {
  const labels = pool.book.labels;
  if (used.length === 1) {
    const label = labels[pool.labelOf.at(0)]!;
    faults.fail('INPUT_SINGLE_CLASS', { field: 'label', params: { label }, expected: '≥ 2', found: '1' });
  }
  // A generated record is never drawn for a test, and its label is no slip of the pen: one of a label is enough.
  const isOnce = (row: number) => counts[pool.labelOf.at(row)] === 1 && !pool.sourcesOf.has(row);
  let once = 0;
  for (let row = 0; row < pool.rows; row++) if (isOnce(row)) once += 1;
  if (once > pool.rows / 2) {
    faults.fail('INPUT_NOT_LABELS', { field: 'label', params: { once, count: pool.rows } });
  }
  const blank = labels.map(isBlank);
  for (let row = 0; row < pool.rows; row++) {
    const number = pool.labelOf.at(row);
    if (!blank[number] && !isOnce(row)) continue;
    const id = pool.idOf(row);
    const detail = { ...lineOf(id), field: 'label', found: id };
    if (blank[number]) faults.add('INPUT_EMPTY_FIELD', { ...detail, params: { field: 'label' } });
    else faults.add('INPUT_LABEL_ONCE', { ...detail, params: { label: labels[number]! }, expected: '≥ 2' });
  }
}

function checkCount(count: number, faults: FaultList, minimum = FEWEST_RECORDS): void {
  if (count >= minimum) return;
  faults.fail('INPUT_TOO_FEW_RECORDS', {
    params: { count, minimum },
    expected: `≥ ${minimum}`,
    found: String(count),
  });
}

function checkColumns({ columns, groups, momentOf, unreadable }: SplitPool, faults: FaultList): void {
  const { group, time } = columns;
  if (group !== null && groups === 0) {
    faults.fail('INPUT_MISSING_FIELD', { field: group, params: { field: group } });
  }
  if (time === null) return;
  const dated = momentOf.filter((moment) => !Number.isNaN(moment)).length;
  const params = { field: time };
  if (dated > 0) checkCount(dated, faults);
  else if (unreadable === null) faults.fail('INPUT_MISSING_FIELD', { field: time, params });
  else {
    const found = unreadable.written.slice(0, 100);
    const detail = { ...lineOf(unreadable.id), field: time, params, expected: MOMENT_FORMS, found };
    faults.fail('INPUT_WRONG_TYPE', detail);
  }
}

function checkOwnTest(pool: SplitPool, ownTest: OwnTest, faults: FaultList): void {
  const marked = pool.markOf.filter((split) => split === 'test').length;
  if (marked > 0) faults.fail('INPUT_TEST_TWICE', { field: 'split', params: { count: marked } });
  const { generated } = ownTest;
  if (generated > 0) {
    const place = { file: 'test', field: 'reviewed_by' };
    throw new TouchstoneError('INPUT_TEST_GENERATED', { params: { count: generated }, place });
  }
  if (ownTest.records === 0) {
    throw new TouchstoneError('INPUT_NO_RECORDS', { place: { file: 'test' } });
  }
}

/**
 * Whether enough is left to train on, there is a test, and every label of the test can be learnt.
 * Errors: `INPUT_TEST_OVERLAP`, `INPUT_TEST_LABEL_UNSEEN` (with every such label); `INPUT_TOO_FEW_RECORDS` for a test
 * that was to be drawn and is empty, because the records fall into too few groups or moments; `INPUT_SINGLE_CLASS`.
 */
export function checkSplit(pool: SplitPool, ownTest: OwnTest | null, draft: Draft, testDrawn: boolean): void {
  const learnt = new Set<number>();
  const tested = new Map<number, { count: number; first: string }>(ownTest?.labels);
  let left = 0;
  for (const [row, place] of draft.places.entries()) {
    const label = pool.labelOf.at(row);
    if (place === 'train') {
      learnt.add(label);
      left += 1;
    }
    if (place !== 'test') continue;
    const known = tested.get(label);
    if (known) tested.set(label, { ...known, count: known.count + 1 });
    else tested.set(label, { count: 1, first: pool.idOf(row) });
  }
  const faults: FaultList = new FaultList(ownTest ? 'test' : 'dataset');
  const leaked = draft.reasons.filter((why) => why === 'exact' || why === 'near' || why === 'group').length;
  if (leaked > 0 && left < FEWEST_RECORDS) faults.fail('INPUT_TEST_OVERLAP', { params: { leaked, left } });
  if (testDrawn) checkCount(tested.size, faults, 1);
  if (pool.labelled) checkLearnt(pool, learnt, tested, faults);
}

function checkLearnt(
  { book }: SplitPool,
  learnt: ReadonlySet<number>,
  tested: ReadonlyMap<number, { count: number; first: string }>,
  faults: FaultList,
): void {
  for (const [number, { count, first }] of tested) {
    if (learnt.has(number)) continue;
    faults.add('INPUT_TEST_LABEL_UNSEEN', {
      ...lineOf(first),
      field: 'label',
      params: { label: book.labels[number]!, count },
      found: first,
    });
  }
  faults.check();
  if (learnt.size > 1) return;
  const label = book.labels[[...learnt][0] ?? 0]!;
  faults.fail('INPUT_SINGLE_CLASS', { field: 'label', params: { label }, expected: '≥ 2', found: '1' });
}
