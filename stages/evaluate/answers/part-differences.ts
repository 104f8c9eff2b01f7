import type { ClassDifference } from '../../../pipeline/contracts/classification-figures.ts';
import { holm } from '../statistics/holm.ts';
import type { Sliced } from '../statistics/in-slices.ts';
import type { Judge } from './judge.ts';
import { type Counts, type ResamplingOptions, sumOf } from './resampling.ts';

/** Differences closer than this are one: the same counts summed in another order. */
const SAME = 1e-12;

/** So that a part that never loses by chance gets a corrected p of 0.01. */
const DRAWS_A_PART = 100;

/**
 * F1 of a − F1 of b of every part that was wanted (label, type or field), with a two-sided paired test that exchanges the
 * two systems' answers record by record (all parts share the draws) and its p corrected by Holm for the number of parts; an
 * undefined F1 counts as 0. With many parts there are more draws than asked for: the least p is 1/(1 + draws), and times
 * the number of parts it must still be small. Empty where the task has no parts.
 */
export function* partDifferences(
  judge: Judge,
  a: Counts,
  b: Counts,
  { draws: asked, random }: Pick<ResamplingOptions, 'draws' | 'random'>,
): Sliced<ClassDifference[]> {
  const [ofA, ofB] = [sumOf(a, judge.width), sumOf(b, judge.width)];
  const names = judge
    .groups(ofA)
    .filter(({ support }) => support > 0)
    .map(({ name }) => name)
    .sort();
  const observed = differencesOf(judge, names, ofA, ofB);
  const changes = changesOf(a, b);
  const draws = Math.max(asked, DRAWS_A_PART * names.length);
  const extreme = new Float64Array(names.length);
  for (let draw = 0; names.length > 0 && draw < draws; draw++) {
    const [one, other] = [ofA.slice(), ofB.slice()];
    for (const { places, values } of changes) {
      if (random.uint32() < 0x8000_0000) continue;
      for (let i = 0; i < places.length; i++) {
        one[places[i]!]! -= values[i]!;
        other[places[i]!]! += values[i]!;
      }
    }
    differencesOf(judge, names, one, other).forEach((difference, part) => {
      if (Math.abs(difference) >= Math.abs(observed[part]!) - SAME) extreme[part]! += 1;
    });
    yield;
  }
  const p = Array.from(extreme, (count) => (1 + count) / (1 + draws));
  const corrected = holm(p);
  return names.map((label, part) => ({
    label,
    f1_difference: observed[part]!,
    p: p[part]!,
    holm_p: corrected[part]!,
  }));
}

/** Of each record whose answers count differently: where in the row, and how much more a has there than b. */
function changesOf(a: Counts, b: Counts): { places: number[]; values: number[] }[] {
  return a
    .map((row, at) => {
      const places = Array.from(row.keys()).filter((i) => row[i] !== b[at]![i]);
      return { places, values: places.map((i) => row[i]! - b[at]![i]!) };
    })
    .filter(({ places }) => places.length > 0);
}

function differencesOf(
  judge: Judge,
  names: readonly string[],
  one: Float64Array,
  other: Float64Array,
): number[] {
  const [a, b] = [one, other].map((sum) => new Map(judge.groups(sum).map(({ name, f1 }) => [name, f1 ?? 0])));
  return names.map((name) => (a!.get(name) ?? 0) - (b!.get(name) ?? 0));
}
