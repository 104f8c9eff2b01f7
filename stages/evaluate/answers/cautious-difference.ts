import type { AnswerMetric } from '../../../pipeline/contracts/tasks.ts';
import type { Sliced } from '../statistics/in-slices.ts';
import { percentileInterval } from '../statistics/percentile-interval.ts';
import type { AnswerRecord, Judge } from './judge.ts';
import { addRow, type Counts, numberIn, type ResamplingOptions } from './resampling.ts';

/** Records imagined on either side of the balance: Bonett and Price 2012 add one to each of the discordant counts. */
const IMAGINED = 1;

/** Means over labels or fields: there a loss hides best in one that few records have. */
const OVER_PARTS: ReadonlySet<AnswerMetric> = new Set(['macro_f1', 'macro_field_f1']);

/** What a right and a wrong answer to each record count. */
export interface Extremes {
  readonly right: Counts;
  readonly wrong: Counts;
  /** Share of the imagined records that each record stands for; sums to 1. */
  readonly shares: Float64Array;
}

/** @param records at least one */
export function extremesOf(judge: Judge, records: readonly AnswerRecord[], metric: AnswerMetric): Extremes {
  const right = records.map((record) => judge.judge(record, record.truth).counts);
  return {
    right,
    wrong: records.map((record) => judge.wrong(record)),
    shares: OVER_PARTS.has(metric)
      ? rareFirst(judge, right)
      : Float64Array.from(right, () => 1 / right.length),
  };
}

/**
 * Lower confidence bound of a figure's difference a − b that also allows for losses which so few records may not show. A
 * bootstrap cannot draw what it never saw: on 30 records that both systems answered alike its interval is [0, 0], though a loss of
 * two points leaves no trace in more than half of such samples. So one record that only a answered rightly, and one that only b did,
 * are imagined, and draws come from these too.
 * Sources: Bonett and Price 2012, J. Educ. Behav. Stat. 37:479; `cautiousLow` is the same for labels that are chosen.
 * @param a of at least one record
 */
export function* cautiousDifference(
  judge: Judge,
  a: Counts,
  b: Counts,
  { right, wrong, shares }: Extremes,
  { metric, draws, confidence, random }: ResamplingOptions & { readonly metric: AnswerMetric },
): Sliced<number> {
  const n = a.length;
  const upTo = runningSums(shares);
  const differences = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    const [ours, theirs] = [new Float64Array(judge.width), new Float64Array(judge.width)];
    for (let i = 0; i < n; i++) {
      const place = random.uniform() * (n + 2 * IMAGINED);
      if (place < n) {
        addRow(ours, a[Math.floor(place)]!);
        addRow(theirs, b[Math.floor(place)]!);
      } else {
        const at = placeOf(random.uniform(), upTo);
        const lost = place < n + IMAGINED;
        addRow(ours, lost ? wrong[at]! : right[at]!);
        addRow(theirs, lost ? right[at]! : wrong[at]!);
      }
    }
    differences[draw] = numberIn(judge.figures(ours, n), metric) - numberIn(judge.figures(theirs, n), metric);
    yield;
  }
  return percentileInterval(differences, confidence)[0];
}

/**
 * How much more a rare part takes of the imagined records. By 1/n², as for labels that are chosen, one of 30 items beside three
 * of 300 got 79 % of them, and a loss there passed in 11 % of simulated tests; the simulation holds this to 5 %.
 */
const RARITY = 4;

/** Shares by how rare the parts of each record's right answer are: 1/n⁴ of each, n the items of that part. */
function rareFirst(judge: Judge, right: Counts): Float64Array {
  const own = right.map((counts) => judge.groups(counts).filter(({ support }) => support > 0));
  const items = new Map<string, number>();
  for (const { name, support } of own.flat()) items.set(name, (items.get(name) ?? 0) + support);
  const weights = own.map((groups) =>
    groups.reduce((sum, { name }) => sum + 1 / items.get(name)! ** RARITY, 0),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Float64Array.from(weights, (weight) => (total === 0 ? 1 / weights.length : weight / total));
}

function runningSums(shares: Float64Array): Float64Array {
  let sum = 0;
  return shares.map((share) => (sum += share));
}

/** The first place whose running sum exceeds `share`. */
function placeOf(share: number, upTo: Float64Array): number {
  let [low, high] = [0, upTo.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (upTo[middle]! > share) high = middle;
    else low = middle + 1;
  }
  return low;
}
