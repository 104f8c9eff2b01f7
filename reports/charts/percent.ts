/**
 * A share as an SVG percentage with two digits at most. Charts place things by percentages of their width, so that
 * text and marks keep their size on a phone and on paper.
 */
export function percentOf(share: number): string {
  const bounded = Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0));
  return `${Number((bounded * 100).toFixed(2))}%`;
}
