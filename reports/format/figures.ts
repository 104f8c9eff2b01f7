import type { Language } from '../../pipeline/contracts/names.ts';

/** What stands where there is no figure. */
export const NONE = '–';

/** How numbers are written for one language. Every function takes plain numbers and gives text for people. */
export interface Figures {
  /** 1234 → `1,234`. */
  count(value: number): string;
  /** 0.8693 → `86.9%`; null → `–`. */
  percent(value: number | null, digits?: number): string;
  /** [0.81, 0.92] → `81.0–92.0%`. */
  range(interval: readonly [number, number], digits?: number): string;
  /** 0.2501 → `+25.0`, in percentage points, without the unit. */
  points(difference: number, digits?: number): string;
  /** At most four significant digits: 0.0003 → `0.0003`, 356.42 → `356.4`. */
  number(value: number | null): string;
  /** p value: `p < 0.001`, `p = 0.042`. */
  p(value: number): string;
  /** 172.4 → `2 min 52 s`. */
  duration(seconds: number): string;
  /** 2311061504 → `2.2 GiB`. */
  bytes(value: number): string;
  /** ISO 8601 → date and time in the reader's zone, the zone named. */
  moment(iso: string): string;
}

interface Units {
  readonly hours: string;
  readonly minutes: string;
  readonly seconds: string;
  readonly timeZone: string;
  moment(part: (type: Intl.DateTimeFormatPartTypes) => string): string;
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

const UNITS: Readonly<Record<Language, Units>> = {
  'zh-TW': {
    hours: ' 小時',
    minutes: ' 分',
    seconds: ' 秒',
    timeZone: 'Asia/Taipei',
    moment: (part) =>
      `${part('year')} 年 ${Number(part('month'))} 月 ${Number(part('day'))} 日 ${part('hour')}:${part('minute')}（臺北時間）`,
  },
  en: {
    hours: ' h',
    minutes: ' min',
    seconds: ' s',
    timeZone: 'UTC',
    moment: (part) =>
      `${Number(part('day'))} ${MONTHS[Number(part('month')) - 1]} ${part('year')}, ${part('hour')}:${part('minute')} UTC`,
  },
};

/** The figures of one language; digits and separators are the same in both, units and dates are not. */
export function figuresIn(language: Language): Figures {
  const units = UNITS[language];
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const significant = new Intl.NumberFormat(language, { maximumSignificantDigits: 4 });
  const fixed = (value: number, digits: number) => withoutMinusZero((value * 100).toFixed(digits));
  return {
    count: (value) => whole.format(value),
    percent: (value, digits = 1) => (value === null ? NONE : `${fixed(value, digits)}%`),
    range: ([low, high], digits = 1) => `${fixed(low, digits)}–${fixed(high, digits)}%`,
    points: (difference, digits = 1) => {
      const text = fixed(difference, digits);
      return text.startsWith('-') ? `−${text.slice(1)}` : Number(text) === 0 ? text : `+${text}`;
    },
    number: (value) => (value === null ? NONE : significant.format(value)),
    p: (value) => (value < 0.001 ? 'p < 0.001' : `p = ${value.toFixed(3)}`),
    duration: (seconds) => durationText(seconds, units),
    bytes: bytesText,
    moment: (iso) => momentText(iso, units),
  };
}

function withoutMinusZero(text: string): string {
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}

function durationText(seconds: number, units: Units): string {
  if (seconds < 10) return `${seconds.toFixed(1)}${units.seconds}`;
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  if (hours > 0) return `${hours}${units.hours} ${minutes}${units.minutes}`;
  return minutes > 0 ? `${minutes}${units.minutes} ${rest}${units.seconds}` : `${rest}${units.seconds}`;
}

function bytesText(value: number): string {
  const names = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const step = Math.min(names.length - 1, value < 1 ? 0 : Math.floor(Math.log2(value) / 10));
  const scaled = value / 1024 ** step;
  return `${step === 0 ? scaled : scaled.toFixed(1)} ${names[step]}`;
}

function momentText(iso: string, units: Units): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return NONE;
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: units.timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(date);
  return units.moment((type) => parts.find((part) => part.type === type)?.value ?? '');
}
