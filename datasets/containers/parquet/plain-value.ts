import { numberOf } from '../typed-values.ts';

/** A value as a record can hold it; undefined for null. In objects nulls are left out, in lists they stay. */
export function plainValue(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'bigint') return numberOf(value);
  if (Array.isArray(value)) return value.map((item) => plainValue(item) ?? null);
  if (typeof value !== 'object') return value;
  const object: Record<string, unknown> = Object.create(null);
  for (const [key, inner] of Object.entries(value)) {
    const kept = plainValue(inner);
    if (kept !== undefined) object[key] = kept;
  }
  return object;
}
