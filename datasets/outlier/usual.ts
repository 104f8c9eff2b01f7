/** Normal deviates per distance from median to quartile. */
const QUARTILE = 0.6745;
/** Standard deviations that nothing nearer to the middle is noticed at, however few the records. */
const LEAST_DEVIATIONS = 3;

/** The middle of a set of values, and how far they spread to either side: robust standard deviations. */
export interface Spread {
  readonly median: number;
  readonly below: number;
  readonly above: number;
}

/**
 * The spread of at least one value, from median and quartiles, each side by itself since lengths and shares are skewed
 * (Kimber 1990, "Exploratory data analysis for possibly censored data from skewed distributions"). Neither side is less
 * than `least`.
 */
export function spreadOf(values: readonly number[], least: number): Spread {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  const median = at(0.5);
  return {
    median,
    below: Math.max(least, (median - at(0.25)) / QUARTILE),
    above: Math.max(least, (at(0.75) - median) / QUARTILE),
  };
}

/**
 * Robust standard deviations from which a value is unlike all others: so many that among `records` normal values less than
 * half a one lies as far out on that side (Chauvenet's criterion), and three at least. By Abramowitz & Stegun 26.2.23, whose
 * error is below 0.0005.
 */
export function deviationsFor(records: number): number {
  const t = Math.sqrt(2 * Math.log(2 * records));
  const above = 2.515517 + 0.802853 * t + 0.010328 * t ** 2;
  const below = 1 + 1.432788 * t + 0.189269 * t ** 2 + 0.001308 * t ** 3;
  return Math.max(LEAST_DEVIATIONS, t - above / below);
}
