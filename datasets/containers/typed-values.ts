/** A whole number of 64 bits: a number where it is one exactly, else its digits. */
export function numberOf(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

const PER_MILLISECOND = { ns: 1_000_000n, us: 1_000n } as const;
const MILLISECONDS = { ms: 1n, s: 1_000n, day: 86_400_000n } as const;

/** A point in time by ISO 8601, in UTC: a date for whole days, else date and time; its digits beyond the calendar. */
export function timeText(
  value: bigint,
  unit: keyof typeof PER_MILLISECOND | keyof typeof MILLISECONDS,
): string {
  const milliseconds =
    unit === 'ns' || unit === 'us' ? value / PER_MILLISECOND[unit] : value * MILLISECONDS[unit];
  const date = new Date(Number(milliseconds));
  if (Number.isNaN(date.getTime())) return String(value);
  const text = date.toISOString();
  return unit === 'day' ? text.slice(0, text.indexOf('T')) : text;
}
