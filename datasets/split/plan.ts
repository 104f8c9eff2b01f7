import type { SplitReport } from '../../pipeline/contracts/data-reports.ts';
import type { SplitName } from '../formats/common-columns.ts';
import { checkSplit, checkUsable } from './checks.ts';
import type { OwnTest } from './own-test.ts';
import type { Place, SplitPool } from './pool.ts';
import { type Candidate, stratify } from './stratify.ts';

export interface SplitSettings {
  /** Fraction of the records for the test, where the user brings none. */
  readonly test: number;
  /** Fraction of the rest for validation. */
  readonly validation: number;
  /** At most this many validation records, or null. */
  readonly validationMost: number | null;
}

export interface SplitPlan {
  readonly method: SplitReport['method'];
  /** True where the user's column names the validation records. */
  readonly validationByColumn: boolean;
  /** By row of the pool. */
  readonly places: readonly Place[];
  /** Records that were left out because their question is in the test or in validation. */
  readonly leaked: number;
  /** Records without a split of their own in a dataset that has the column; they train. */
  readonly unmarked: number;
}

/**
 * Decides where each record of the pool goes. The test is the user's own file, else what their split column calls
 * test, else a stratified draw; validation is what the column calls so, else a stratified draw from what is left. All
 * records of one question go the same way, and a question in the test is nowhere else.
 * Errors: those of `checkUsable` and `checkSplit`.
 */
export function planSplit(pool: SplitPool, ownTest: OwnTest | null, settings: SplitSettings): SplitPlan {
  checkUsable(pool, ownTest);
  const places: Place[] = pool.columnOf.map((split) => split ?? 'train');
  const byColumn = places.includes('test');
  const method = ownTest ? 'test_file' : byColumn ? 'column' : 'stratified';
  const validationByColumn = places.includes('validation');
  if (method === 'stratified') {
    // Where the column names validation records but no test, the draw is from the others.
    move(pool, places, 'test', draw(pool, places, 'testDraw', settings.test, 1));
  }
  const testUnits = ownTest?.units ?? unitsAt(pool, places, 'test');
  let leaked = leaveOut(pool, places, testUnits, ['train', 'validation']);
  if (validationByColumn) {
    leaked += leaveOut(pool, places, unitsAt(pool, places, 'validation'), ['train']);
  } else {
    const drawn = draw(pool, places, 'validationDraw', validationShare(places, settings), 0);
    move(pool, places, 'validation', lowest(pool, places, drawn, settings.validationMost));
  }
  if (method !== 'column') coverLabels(pool, places);
  checkSplit(pool, ownTest, places);
  const unmarked = pool.columnOf.filter((split) => split === null).length;
  return { method, validationByColumn, places, leaked, unmarked: unmarked === pool.rows ? 0 : unmarked };
}

function validationShare(places: readonly Place[], settings: SplitSettings): number {
  const rest = places.filter((place) => place === 'train').length;
  if (settings.validationMost === null || rest === 0) return settings.validation;
  return Math.min(settings.validation, settings.validationMost / rest);
}

/** Units drawn from those whose records are still in training. */
function draw(
  pool: SplitPool,
  places: readonly Place[],
  by: 'testDraw' | 'validationDraw',
  fraction: number,
  least: 0 | 1,
): number[] {
  const open = [...unitsAt(pool, places, 'train')];
  const candidates = open.map((unit): Candidate => {
    const { label, [by]: drawn } = pool.units[unit]!;
    return { label, draw: drawn };
  });
  return stratify(candidates, { fraction, least }).map((index) => open[index]!);
}

/** As many of the drawn units as hold at most `most` records, those of the lowest draw first. */
function lowest(
  pool: SplitPool,
  places: readonly Place[],
  drawn: readonly number[],
  most: number | null,
): number[] {
  if (most === null) return [...drawn];
  const sizes = new Map<number, number>(drawn.map((unit) => [unit, 0]));
  for (const [row, unit] of pool.unitOf.entries()) {
    if (places[row] === 'train' && sizes.has(unit)) sizes.set(unit, sizes.get(unit)! + 1);
  }
  const order = drawn.toSorted((a, b) => pool.units[a]!.validationDraw - pool.units[b]!.validationDraw);
  let room = most;
  return order.filter((unit) => {
    room -= sizes.get(unit)!;
    return room >= 0;
  });
}

function unitsAt(pool: SplitPool, places: readonly Place[], place: Place): Set<number> {
  return new Set(pool.unitOf.filter((_, row) => places[row] === place));
}

/** Moves the training records of `units` to `place`. */
function move(pool: SplitPool, places: Place[], place: SplitName, units: readonly number[]): void {
  const moved = new Set(units);
  for (const [row, unit] of pool.unitOf.entries()) {
    if (places[row] === 'train' && moved.has(unit)) places[row] = place;
  }
}

/** Takes records of `units` out of the named splits; returns how many. */
function leaveOut(
  pool: SplitPool,
  places: Place[],
  units: ReadonlySet<number>,
  from: readonly Place[],
): number {
  let count = 0;
  for (const [row, unit] of pool.unitOf.entries()) {
    if (!units.has(unit) || !from.includes(places[row]!)) continue;
    places[row] = null;
    count += 1;
  }
  return count;
}

/**
 * Contradictory records share a question, and so a unit, but not a label: a label that occurs only in such units may
 * have been drawn away whole. Its records come back, with their unit.
 */
function coverLabels(pool: SplitPool, places: Place[]): void {
  const trained = new Set(pool.labelOf.filter((_, row) => places[row] === 'train'));
  for (const [row, label] of pool.labelOf.entries()) {
    if (trained.has(label) || places[row] === null || pool.columnOf[row] !== null) continue;
    const unit = pool.unitOf[row]!;
    for (const [other, otherUnit] of pool.unitOf.entries()) {
      if (otherUnit !== unit || places[other] === null || pool.columnOf[other] !== null) continue;
      places[other] = 'train';
      trained.add(pool.labelOf[other]!);
    }
  }
}
