import { NONE } from './figures.ts';

/** A figure between −1 and 1 as science writes it: 0.8693 → `0.869`; null → `–`. */
export function decimal(value: number | null, digits = 3): string {
  return value === null ? NONE : value.toFixed(digits).replace(/^-(0\.?0*)$/, '$1');
}
