import assert from 'node:assert/strict';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import { checkSchedule, nextTimes } from '../../../../pipeline/queue/calendar.ts';

const next = (cron: string, tz: string, after: string, count = 2): string[] =>
  nextTimes({ cron, tz }, new Date(after), count).map((moment) => moment.toISOString());

/** Codes of the faults, or of the error itself. */
function faultsOf(cron: string, tz = 'Asia/Taipei'): string[] {
  try {
    checkSchedule({ cron, tz });
    return [];
  } catch (error) {
    assert.ok(error instanceof TouchstoneError);
    return error.faults.length > 0 ? error.faults.map(({ code }) => code) : [error.code];
  }
}

describe('the calendar of schedules', () => {
  it('goes by the clock of its time zone', () => {
    assert.deepEqual(next('0 2 * * *', 'Asia/Taipei', '2026-01-01T00:00:00Z'), [
      '2026-01-01T18:00:00.000Z',
      '2026-01-02T18:00:00.000Z',
    ]);
    assert.deepEqual(next('30 8 * * MON-FRI', 'Asia/Taipei', '2026-01-02T01:00:00Z', 1), [
      '2026-01-05T00:30:00.000Z',
    ]);
  });

  it('keeps to that clock when summer time begins and ends', () => {
    // 29 March 2026: 06:00 is 05:00 UTC before, 04:00 UTC after.
    assert.deepEqual(next('0 6 * * *', 'Europe/Berlin', '2026-03-28T00:00:00Z'), [
      '2026-03-28T05:00:00.000Z',
      '2026-03-29T04:00:00.000Z',
    ]);
    assert.deepEqual(next('0 6 * * *', 'Europe/Berlin', '2026-10-24T00:00:00Z'), [
      '2026-10-24T04:00:00.000Z',
      '2026-10-25T05:00:00.000Z',
    ]);
  });

  it('takes a time that is skipped in spring an hour later, and one that comes twice in autumn once', () => {
    // 02:30 is not there on 29 March: 03:30 summer time is 01:30 UTC.
    assert.deepEqual(next('30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z'), [
      '2026-03-29T01:30:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
    assert.deepEqual(next('30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z'), [
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ]);
  });

  it('says which field of a cron expression is wrong', () => {
    for (const right of ['0 2 * * *', '*/15 8-17 * * 1-5', '0 0 L * *', '0 0 1 JAN,JUL SUN', '0 0 * * 7'])
      assert.deepEqual(faultsOf(right), [], right);
    assert.deepEqual(faultsOf('61 2 * * *'), ['SCHEDULE_MINUTE']);
    assert.deepEqual(faultsOf('0 24 32 * *'), ['SCHEDULE_HOUR', 'SCHEDULE_DAY']);
    assert.deepEqual(faultsOf('0 0 * 13 8'), ['SCHEDULE_MONTH', 'SCHEDULE_WEEKDAY']);
    assert.deepEqual(faultsOf('１ 2 * * *'), ['SCHEDULE_MINUTE']);
    // Jenkins' H would be another minute whenever it is read.
    assert.deepEqual(faultsOf('H 2 * * *'), ['SCHEDULE_MINUTE']);
    for (const strange of ['0 2 * *', '0 0 2 * * *', '@daily', 'every day']) {
      assert.deepEqual(faultsOf(strange), ['SCHEDULE_CRON'], strange);
    }
    assert.deepEqual(faultsOf('0 0 30 2 *'), ['SCHEDULE_NEVER']);
  });

  it('knows the time zones there are', () => {
    for (const zone of ['Asia/Taipei', 'Europe/Berlin', 'UTC', 'America/New_York'])
      assert.deepEqual(faultsOf('0 2 * * *', zone), [], zone);
    for (const none of ['Asia/Taipeh', 'Taiwan time', '+08:00', '../etc'])
      assert.deepEqual(faultsOf('0 2 * * *', none), ['SCHEDULE_TZ'], none);
  });
});
