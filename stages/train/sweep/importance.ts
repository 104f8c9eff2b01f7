import type { SweepReport, SweptField } from '../../../pipeline/contracts/data-reports.ts';

/** A trial of the first round. */
export interface FirstTry {
  readonly settings: Readonly<Partial<Record<SweptField, number>>>;
  readonly loss: number | null;
}

/**
 * How much of the variance of the losses goes with each field by itself: between its values against all, the correlation ratio η²
 * (Fisher 1925), made smaller for the values that there are (ω², Hays 1963), since a field of many values explains a part by chance.
 * Trials without a loss are left out. Empty where there is nothing to compare.
 */
export function mattered(tries: readonly FirstTry[]): SweepReport['mattered'] {
  const seen = tries.flatMap(({ settings, loss }) => (loss === null ? [] : [{ settings, loss }]));
  const mean = average(seen.map(({ loss }) => loss));
  const total = seen.reduce((sum, { loss }) => sum + (loss - mean) ** 2, 0);
  if (seen.length < 3 || total === 0) return [];
  const fields = Object.keys(seen[0]!.settings) as SweptField[];
  return fields
    .map((field) => {
      const values = [...new Set(seen.map(({ settings }) => settings[field]))];
      const between = values.reduce<number>((sum, value) => {
        const group = seen.filter(({ settings }) => settings[field] === value).map(({ loss }) => loss);
        return sum + group.length * (average(group) - mean) ** 2;
      }, 0);
      const inside = seen.length - values.length;
      const noise = inside > 0 ? (total - between) / inside : 0;
      const share = (between - (values.length - 1) * noise) / (total + noise);
      return { field, share: Math.min(1, Math.max(0, share)) };
    })
    .sort((a, b) => b.share - a.share);
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
