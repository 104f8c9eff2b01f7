const HOUR = 3_600_000;
/** A time without a zone is Taiwan's, UTC+8, the whole year. */
const HOME_ZONE = 8 * HOUR;

const WEEKDAY = /^ ?\((?:(?:星期|週|周)?[一二三四五六日天]|[A-Za-z]{3,9})\)/;
const ZONE = '(Z|GMT|UTC|[+-]\\d{2}(?::?\\d{2})?)?';
const CLOCK = new RegExp(
  `^(?:T|,? ?)(上午|下午|AM|PM)? ?(\\d{1,2})(?:[:時點](?: ?(\\d{1,2})(?:[:分](?: ?(\\d{1,2})(?:[.,](\\d{1,9}))?秒?)?)?)?)? ?(AM|PM)? ?${ZONE}$`,
  'i',
);

/**
 * The time of day that follows a date, as milliseconds to add to that date's midnight in UTC; null for any other text.
 * Knows `T14:20:31.5Z`, ` 14:20 +0800`, ` 下午 2:20`, ` 14時20分`, ` 2:20 PM` and a day of the week before it, `(五)`.
 */
export function clockOf(text: string): number | null {
  const rest = text.replace(WEEKDAY, '').trimEnd();
  if (rest === '') return -HOME_ZONE;
  const match = CLOCK.exec(rest);
  if (match === null) return null;
  const [, before, hours, minutes, seconds, fraction, after, zone] = match;
  const half = (before ?? after)?.toUpperCase();
  // A bare number after a date is no time of day.
  if (minutes === undefined && half === undefined && !/[時點]/.test(rest)) return null;
  const hour = hourOf(Number(hours), half);
  const [minute, second] = [Number(minutes ?? 0), Number(seconds ?? 0)];
  if (hour === null || minute > 59 || second > 60) return null;
  const part = fraction === undefined ? 0 : Math.trunc(Number(`0.${fraction}`) * 1000);
  return hour * HOUR + minute * 60_000 + second * 1000 + part - offsetOf(zone);
}

function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour <= 24 ? hour : null;
  if (hour > 12) return half === '下午' && hour <= 23 ? hour : null;
  const afternoon = half === 'PM' || half === '下午';
  return (hour % 12) + (afternoon ? 12 : 0);
}

/** Milliseconds that a zone is ahead of UTC. */
function offsetOf(zone: string | undefined): number {
  if (zone === undefined) return HOME_ZONE;
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (match === null) return 0;
  const ahead = Number(match[2]) * HOUR + Number(match[3] ?? 0) * 60_000;
  return match[1] === '-' ? -ahead : ahead;
}
