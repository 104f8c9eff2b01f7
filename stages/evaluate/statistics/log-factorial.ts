import { stirlingError } from './stirling.ts';

const HALF_LOG_TAU = 0.5 * Math.log(2 * Math.PI);

/** Beyond this a value is worked out each time: the table stays within 8 MB. */
const MOST = 2 ** 20;

let table = Float64Array.of(0);

/**
 * ln 0! … ln n! as a table that holds at least `most` + 1 values, or as many as are kept at all. Each is accurate to
 * about 10⁻¹³ of itself: worked out from Stirling's formula with its error, never by adding up.
 */
export function logFactorials(most: number): Float64Array {
  if (table.length > most || table.length > MOST) return table;
  const longer = new Float64Array(Math.min(MOST, Math.max(most, 2 * table.length)) + 1);
  longer.set(table);
  for (let n = table.length; n < longer.length; n++) longer[n] = logFactorial(n);
  table = longer;
  return table;
}

/** ln n! for an integer n ≥ 0. */
export function logFactorial(n: number): number {
  return n === 0 ? 0 : (n + 0.5) * Math.log(n) - n + HALF_LOG_TAU + stirlingError(n);
}
