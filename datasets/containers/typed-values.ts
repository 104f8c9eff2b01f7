import { demand } from '../compression/damage.ts';

/** A whole number of 64 bits: a number where it is one exactly, else its digits. */
export function numberOf(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/** Digits that a number of 64 bits always keeps. */
const SAFE_DIGITS = 15;
/** Decimals of Parquet and Arrow have at most 76 digits. */
const MOST_PLACES = 76;

/** A decimal of `scale` places: a number where that holds every digit, else the digits. Error: `Damage` for a scale out of range. */
export function decimalOf(unscaled: bigint, scale: number): number | string {
  demand(Math.abs(scale) <= MOST_PLACES, 'a decimal with too many places');
  const magnitude = unscaled < 0n ? -unscaled : unscaled;
  const digits = (magnitude * 10n ** BigInt(Math.max(0, -scale))).toString().padStart(scale + 1, '0');
  const point = digits.length - Math.max(0, scale);
  const text = `${unscaled < 0n ? '-' : ''}${digits.slice(0, point)}${scale > 0 ? `.${digits.slice(point)}` : ''}`;
  return magnitude.toString().length <= SAFE_DIGITS && point <= SAFE_DIGITS ? Number(text) : text;
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
