/**
 * Holm's step-down correction: p values that hold for all hypotheses together, whatever their dependence. The i-th
 * smallest of m becomes max over j ≤ i of min(1, (m − j + 1)·p₍ⱼ₎). In the order given. Source: Holm 1979.
 */
export function holm(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).sort((a, b) => p[a]! - p[b]!);
  const corrected = p.slice();
  let largest = 0;
  order.forEach((at, step) => {
    largest = Math.max(largest, Math.min(1, (p.length - step) * p[at]!));
    corrected[at] = largest;
  });
  return corrected;
}
