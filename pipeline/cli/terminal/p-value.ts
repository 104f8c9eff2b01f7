/** A permutation test cannot show a p of 0, so a small one is given as a bound. */
export function pValue(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`;
}
