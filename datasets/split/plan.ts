import type { SplitReport } from '../../pipeline/contracts/data-reports.ts';
import { checkSplit, checkUsable } from './checks.ts';
import { type Draft, leaveOut, type Place, REASONS, type Reason } from './draft.ts';
import { drawByContent, type Shares } from './draw.ts';
import { fewRecords } from './few.ts';
import { placeGenerated } from './generated.ts';
import { type Lent, leaveOutUnlearnt, lend } from './lend.ts';
import type { NearClusters } from './near-clusters.ts';
import type { OwnTest } from './own-test.ts';
import type { SplitPool } from './pool.ts';
import { giveWay, relationsOf } from './relations.ts';
import { drawByTime } from './time-order.ts';

export interface SplitSettings {
  /** Fraction of the records for the test, where the user brings none. */
  readonly test: number;
  /** Fraction of the rest for validation. */
  readonly validation: number;
  /** About this many validation records at most, or null. */
  readonly validationMost: number | null;
}

export interface SplitPlan {
  readonly method: SplitReport['method'];
  /** True where the user's column names the validation records. */
  readonly validationByColumn: boolean;
  /** What was drawn; 0 where the user's own file or column decides. */
  readonly shares: Shares;
  /** By row of the pool. */
  readonly places: readonly Place[];
  /** Records that go nowhere, by why. */
  readonly leftOut: SplitReport['left_out'];
  readonly few: SplitReport['few'];
  /** Records without a split of their own in a dataset that has the column; they train. */
  readonly unmarked: number;
}

/**
 * Decides where each record of the pool goes. The test is the user's own file, else what their split column calls test,
 * else the newest records where there is a time column, else drawn by content; validation is what the column calls so,
 * else drawn from what is left.
 *
 * Every record has a place of its own first. Where records that belong together (one question, near duplicates, one
 * group) have different ones, the test keeps its own, and what would give it away is left out; what the column calls
 * validation is kept against training, and training against a validation that was drawn. So a record is at its place or
 * nowhere: no record that is added, be it one that joins two clusters, ever takes another from training into the test or
 * back, and what was once in the test stays there. That has a price: at a share s, a cluster of k near duplicates is out
 * of training with probability 1 − (1 − s)ᵏ, and no rule that never moves a record can do better. Where clusters are
 * large, removing near duplicates beforehand or naming a group column (a group is drawn as one) loses nothing.
 *
 * Three things do depend on other records, and are named where they happen: labels in need (`lend`), the order of time
 * (`drawByTime`), and the share for validation where that has a limit, which is halved each time the dataset doubles.
 *
 * Errors: those of `checkUsable` and `checkSplit`.
 */
export function planSplit(
  pool: SplitPool,
  ownTest: OwnTest | null,
  settings: SplitSettings,
  near: NearClusters | null = null,
): SplitPlan {
  checkUsable(pool, ownTest);
  const relations = relationsOf(pool, ownTest, near);
  const draft = startingPlaces(pool);
  const byTime = pool.columns.time !== null;
  const byColumn = draft.places.includes('test');
  const method = ownTest ? 'test_file' : byColumn ? 'column' : byTime ? 'time' : 'stratified';
  const validationByColumn = draft.places.includes('validation');
  const testDrawn = method === 'time' || method === 'stratified';
  const test = testDrawn ? settings.test : 0;
  const shares = { test, validation: validationByColumn ? 0 : validationShare(draft, test, settings) };
  if (byTime) drawByTime(pool, draft, shares);
  else drawByContent(pool, draft, shares);
  giveWay(draft, relations, 'test', ['train', 'validation']);
  if (validationByColumn) giveWay(draft, relations, 'validation', ['train']);
  else giveWay(draft, relations, 'train', ['validation']);
  const lent = byTime ? new Map<number, Lent>() : lend(pool, draft, relations, testDrawn);
  leaveOutUnlearnt(pool, draft);
  placeGenerated(pool, draft, relations);
  checkSplit(pool, ownTest, draft, testDrawn);
  const unmarked = pool.markOf.filter((mark, row) => mark === null && !pool.isGenerated(row)).length;
  return {
    method,
    validationByColumn,
    shares,
    places: draft.places,
    leftOut: countReasons(draft),
    few: fewRecords(pool, draft, shares, lent),
    unmarked: unmarked === pool.rows - pool.sourcesOf.size ? 0 : unmarked,
  };
}

/** What the user marked, and training for the rest; generated records wait. */
function startingPlaces(pool: SplitPool): Draft {
  const draft: Draft = {
    places: pool.markOf.map((mark) => mark ?? 'train'),
    reasons: pool.markOf.map(() => null),
  };
  for (const row of pool.sourcesOf.keys()) leaveOut(draft, row, 'generated');
  return draft;
}

/** The share asked for, halved until what is to be expected keeps to the limit. */
function validationShare({ places }: Draft, test: number, settings: SplitSettings): number {
  let share = settings.validation;
  if (settings.validationMost === null) return share;
  const rest = places.filter((at) => at === 'train').length * (1 - test);
  while (share * rest > settings.validationMost) share /= 2;
  return share;
}

function countReasons({ reasons }: Draft): Record<Reason, number> {
  const counts = Object.fromEntries(REASONS.map((reason) => [reason, 0])) as Record<Reason, number>;
  for (const reason of reasons) if (reason !== null) counts[reason] += 1;
  return counts;
}
