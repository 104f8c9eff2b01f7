import { normalQuantile } from './normal-quantile.ts';

/**
 * What reports call detectable, and what the gate's simulation holds the gate to: a two-sided level of 5 %, planned for
 * 85 %. Macro-F1 is a little noisier than accuracy, so that the gate finds in at least 80 % what is planned for 85 %.
 */
export const PLANNED = { alpha: 0.05, power: 0.85 } as const;

/**
 * The smallest difference of accuracy that McNemar's test on n paired records notices with this power: the least δ with
 * n·δ² ≥ (z₁₋α⸝₂·√ψ + z_power·√(ψ − δ²))², where ψ is the share of records that only one system answers right and
 * δ ≤ ψ. Null where no δ does. Source: Connor 1987, Biometrics 43:207; Miettinen 1968.
 * @param n records ≥ 1
 * @param discordance ψ in [0, 1]
 */
export function detectableDifference(
  n: number,
  discordance: number,
  { alpha, power }: { readonly alpha: number; readonly power: number },
): number | null {
  const [a, b] = [normalQuantile(1 - alpha / 2), normalQuantile(power)];
  const isNoticed = (delta: number): boolean =>
    Math.sqrt(n) * delta >= a * Math.sqrt(discordance) + b * Math.sqrt(Math.max(0, discordance - delta ** 2));
  if (discordance === 0 || !isNoticed(discordance)) return null;
  let [low, high] = [0, discordance];
  // The left side rises with δ and the right side falls: halving finds where they meet.
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (isNoticed(middle)) high = middle;
    else low = middle;
  }
  return high;
}
