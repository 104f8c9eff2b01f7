/**
 * A share as "so many of 100", a whole number. It says 100 only for all and 0 only for none, so that 0.997 is 99 and
 * nobody reads it as "never wrong".
 */
export function perHundred(share: number): number {
  const rounded = Math.round(share * 100);
  if (rounded >= 100 && share < 1) return 99;
  if (rounded <= 0 && share > 0) return 1;
  return rounded;
}
