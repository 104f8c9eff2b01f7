import { AMOUNT_BITS, type GramRows, MOST } from './gram-rows.ts';
import { BUCKET_BITS } from './grams.ts';

/** Weights of a model at most (four bytes each), so that no number of classes exhausts the machine. */
export const MOST_WEIGHTS = 2 ** 24;

const UNKNOWN = -1;
/** A gram of a single text says nothing about any other. */
const FEWEST_TEXTS = 2;

/** The grams that a model knows, numbered from 0, and how telling each is. */
export interface Features {
  readonly count: number;
  /** By bucket: the feature's number, or −1. */
  readonly numbers: Int32Array;
  /** By feature: ln((1 + n) / (1 + df)) + 1 for n texts of which df have it, as in scikit-learn (`smooth_idf`). */
  readonly idf: Float32Array;
}

/**
 * The grams of texts as features, `most` at most: where there are more, those that the fewest texts have are left out, all
 * with the same number of texts alike.
 */
export function featuresOf(rows: GramRows, most: number): Features {
  const frequencies = new Uint32Array(2 ** BUCKET_BITS);
  for (let at = 0; at < rows.size; at++) frequencies[rows.cells[at]! >>> AMOUNT_BITS]! += 1;
  const least = leastFrequency(frequencies, rows.length, most);
  const numbers = new Int32Array(frequencies.length).fill(UNKNOWN);
  const idf: number[] = [];
  for (const [bucket, frequency] of frequencies.entries()) {
    if (frequency < least) continue;
    numbers[bucket] = idf.length;
    idf.push(Math.log((1 + rows.length) / (1 + frequency)) + 1);
  }
  return { count: idf.length, numbers, idf: Float32Array.from(idf) };
}

/** The least frequency, `FEWEST_TEXTS` or more, that no more than `most` of the buckets reach; none is over `greatest`. */
function leastFrequency(frequencies: Uint32Array, greatest: number, most: number): number {
  const buckets = new Uint32Array(greatest + 1);
  for (const frequency of frequencies) buckets[frequency]! += 1;
  let least = greatest + 1;
  for (let reached = 0; least > FEWEST_TEXTS; least--) {
    reached += buckets[least - 1]!;
    if (reached > most) break;
  }
  return least;
}

/** Rows of features: a cell's amount × the row's scale is the feature's value, and each row has length 1. */
export interface FeatureRows {
  readonly cells: Uint32Array;
  /** By row: its first cell; one more at the end. */
  readonly starts: Uint32Array;
  readonly scales: Float32Array;
}

/**
 * Turns counts into TF-IDF, (1 + ln count) × idf, to a precision of 1/4095 of a row's greatest value. The cells are
 * written over: `rows` must not be used any more.
 */
export function weigh(rows: GramRows, features: Features): FeatureRows {
  const { cells } = rows;
  const starts = rows.starts.slice(0, rows.length + 1);
  const scales = new Float32Array(rows.length);
  let end = 0;
  for (let row = 0; row < rows.length; row++) {
    const from = starts[row]!;
    const to = starts[row + 1]!;
    starts[row] = end;
    let greatest = 0;
    for (let at = from; at < to; at++) greatest = Math.max(greatest, valueIn(cells[at]!, features));
    let squares = 0;
    for (let at = from; at < to; at++) {
      const amount = Math.round((valueIn(cells[at]!, features) / greatest) * MOST);
      if (amount === 0 || greatest === 0) continue;
      squares += amount * amount;
      cells[end++] = (features.numbers[cells[at]! >>> AMOUNT_BITS]! << AMOUNT_BITS) | amount;
    }
    scales[row] = squares === 0 ? 0 : 1 / Math.sqrt(squares);
  }
  starts[rows.length] = end;
  return { cells, starts, scales };
}

/** TF-IDF of a cell of counts; 0 for a gram that is no feature. */
function valueIn(cell: number, { numbers, idf }: Features): number {
  const feature = numbers[cell >>> AMOUNT_BITS]!;
  return feature === UNKNOWN ? 0 : (1 + Math.log(cell & MOST)) * idf[feature]!;
}
