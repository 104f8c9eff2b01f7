import { BinomialOf } from './binomial-sample.ts';
import type { Sliced } from './in-slices.ts';
import type { JointCells } from './joint-cells.ts';
import { MacroF1Pair } from './macro-f1-pair.ts';
import type { Random } from './random.ts';

/** Differences closer than this are one: the same counts summed in another order. */
const SAME = 1e-12;

/**
 * Two-sided paired permutation test on macro-F1: if a and b are alike, each record's two answers might as well be
 * exchanged. Each draw exchanges every record's answers with probability ½; p = (1 + draws at least as extreme as the
 * sample) / (1 + draws), which keeps the test's level exact for any number of draws. Range [1/(1 + draws), 1].
 * Sources: Noreen 1989 (approximate randomisation); Phipson and Smyth 2010 for the + 1.
 * @param cells of at least one record
 */
export function* macroF1PermutationTest(
  cells: JointCells,
  { draws, random }: { readonly draws: number; readonly random: Random },
): Sliced<number> {
  const pair = new MacroF1Pair(cells);
  const observed = Math.abs(pair.difference(cells.counts)) - SAME;
  const swapped = new Float64Array(cells.counts.length);
  let extreme = 0;
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 0; i < swapped.length; i++) {
      // Exchanging equal answers changes nothing.
      if (cells.a[i] !== cells.b[i]) swapped[i] = heads(random, cells.counts[i]!);
    }
    if (Math.abs(pair.difference(cells.counts, swapped)) >= observed) extreme += 1;
    yield;
  }
  return (1 + extreme) / (1 + draws);
}

const COIN = new BinomialOf(0.5, 1000);

/** Heads among `tosses` ≥ 1 fair coins: for few tosses the ones among as many random bits. */
export function heads(random: Random, tosses: number): number {
  if (tosses > 32) return COIN.draw(random, tosses);
  return ones(random.uint32() >>> (32 - tosses));
}

/** Bits set in a 32-bit word (Warren, Hacker's Delight, fig. 5-2). */
function ones(word: number): number {
  let w = word - ((word >>> 1) & 0x55555555);
  w = (w & 0x33333333) + ((w >>> 2) & 0x33333333);
  return Math.imul((w + (w >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
