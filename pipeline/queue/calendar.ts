import { CronExpressionParser } from 'cron-parser';
import { type Fault, TouchstoneError } from '../contracts/errors/error.ts';
import type { ErrorCode } from '../contracts/errors/table.ts';
import type { Schedule } from '../contracts/pipelines.ts';

type When = Pick<Schedule, 'cron' | 'tz'>;

/** The fields of a cron expression, each with its code and what it may hold. */
const FIELDS: readonly { readonly code: ErrorCode; readonly expected: string }[] = [
  { code: 'SCHEDULE_MINUTE', expected: '0–59, *, */15, 0,30' },
  { code: 'SCHEDULE_HOUR', expected: '0–23, *, 8-17' },
  { code: 'SCHEDULE_DAY', expected: '1–31, *, L' },
  { code: 'SCHEDULE_MONTH', expected: '1–12, *, JAN–DEC' },
  { code: 'SCHEDULE_WEEKDAY', expected: '0–7 (0 = 7 = SUN), *, MON-FRI' },
];

/** Words of a cron field; `H`, which gives another time whenever it is read, is none of them. */
const WORD = /^([0-9*,/#-]|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|SUN|MON|TUE|WED|THU|FRI|SAT|L)+$/i;

/**
 * Checks that a schedule means something. Errors: `SCHEDULE_CRON` with one fault for each field that is wrong;
 * `SCHEDULE_TZ`; `SCHEDULE_NEVER` for a day that does not come, such as 30 February.
 */
export function checkSchedule(schedule: When): void {
  const { cron, tz } = schedule;
  if (!isZone(tz)) {
    throw new TouchstoneError('SCHEDULE_TZ', { params: { tz }, place: { field: 'schedule.tz' }, found: tz });
  }
  const place = { field: 'schedule.cron' };
  const fields = cron.trim().split(/\s+/);
  if (fields.length !== FIELDS.length) {
    throw new TouchstoneError('SCHEDULE_CRON', {
      ...{ params: { cron }, place, expected: String(FIELDS.length), found: String(fields.length) },
    });
  }
  const faults = fields.flatMap((field, at): Fault[] =>
    isField(field, at) ? [] : [{ ...FIELDS[at]!, params: { found: field }, place, found: field }],
  );
  if (faults.length > 0) throw new TouchstoneError('SCHEDULE_CRON', { params: { cron }, place, faults });
  if (nextTimes(schedule, new Date(), 1).length === 0)
    throw new TouchstoneError('SCHEDULE_NEVER', { params: { cron }, place });
}

/**
 * The next moments of a schedule after one, at most `count`. A time that the clock skips in spring is taken an hour
 * later; one that comes twice in autumn is taken once.
 */
export function nextTimes({ cron, tz }: When, after: Date, count: number): Date[] {
  const times: Date[] = [];
  try {
    const moments = CronExpressionParser.parse(cron, { tz, currentDate: after });
    while (times.length < count) times.push(moments.next().toDate());
  } catch {
    // No such day in the years to come.
  }
  return times;
}

/** Whether this field alone can be read, the others being any. */
function isField(field: string, at: number): boolean {
  if (!WORD.test(field)) return false;
  try {
    CronExpressionParser.parse(FIELDS.map((_, other) => (other === at ? field : '*')).join(' '));
    return true;
  } catch {
    return false;
  }
}

function isZone(tz: string): boolean {
  try {
    // Offsets such as +08:00 know no summer time, and not every reader of a name knows them.
    return /^[A-Za-z]/.test(tz) && new Intl.DateTimeFormat('en', { timeZone: tz }) !== null;
  } catch {
    return false;
  }
}
