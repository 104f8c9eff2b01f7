/** How a sketch is cut: `bands` of `rows` bins each. */
export interface Banding {
  readonly bands: number;
  readonly rows: number;
}

/** Share of the pairs exactly at the threshold that may meet in no band; those above it are lost far more rarely. */
const MISSED = 0.004;
/** With fewer rows, any two texts of one language would meet too often; with more bands or bins, a record takes too much. */
const FEWEST_ROWS = 4;
const MOST_BANDS = 16;
const MOST_BINS = 128;

/**
 * The most selective banding that loses no more than `MISSED` at the threshold t, of those that are not too large: two
 * texts of similarity s share a band with probability 1 − (1 − s^rows)^bands (Leskovec, Rajaraman & Ullman 2020, "Mining of
 * Massive Datasets", 3.4). For 0.8 it is 14 bands of 5.
 */
export function bandingFor(threshold: number): Banding {
  let best = { rows: FEWEST_ROWS, bands: bandsNeeded(threshold, FEWEST_ROWS) };
  for (let rows = FEWEST_ROWS + 1; ; rows++) {
    const bands = bandsNeeded(threshold, rows);
    if (bands > MOST_BANDS || bands * rows > MOST_BINS) return best;
    best = { rows, bands };
  }
}

function bandsNeeded(threshold: number, rows: number): number {
  return Math.max(1, Math.ceil(Math.log(MISSED) / Math.log(1 - threshold ** rows)));
}
