import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { MOMENT_FORMS, momentOf } from '../../../../datasets/split/moment.ts';
import { random } from '../reading.ts';

const at = (iso: string) => Date.parse(iso);
const MIDNIGHT = at('2024-05-03T00:00:00+08:00');
const TWENTY_PAST_TWO = at('2024-05-03T14:20:00+08:00');

describe('the moment that a value names', () => {
  it('is the same in whatever form a date is written', () => {
    const forms = [
      '2024-05-03',
      '2024/5/3',
      '2024.05.03',
      '2024 / 05 / 03',
      '２０２４／０５／０３',
      '20240503',
      '1130503',
      20240503,
      '113/05/03',
      '113-5-3',
      '113.5.3',
      '民國113年5月3日',
      '中華民國 113 年 5 月 3 日',
      '民國一百一十三年五月三日',
      '民國一一三年五月三日',
      '113年5月3日',
      '民國113/05/03',
      '西元2024年5月3日',
      '2024年5月3日',
      '2024-05-03(五)',
      '3 May 2024',
      '3rd May 2024',
      'May 3, 2024',
      'Friday, May 3 2024',
      '2024-05-02T16:00:00Z',
      'Thu, 02 May 2024 16:00:00 GMT',
      1714665600,
      '1714665600',
      1714665600000,
      '  2024-05-03  ',
    ];
    for (const form of forms) assert.equal(momentOf(form), MIDNIGHT, String(form));
  });

  it('has a time of day', () => {
    const forms = [
      '2024-05-03T14:20',
      '2024-05-03 14:20:00',
      '2024-05-03T14:20:00.000+08:00',
      '2024-05-03T06:20:00Z',
      '2024-05-03 06:20 UTC',
      '2024-05-03T02:20:00-0400',
      '2024/5/3 下午 2:20',
      '2024/5/3 下午 02:20:00',
      '2024/5/3 2:20 PM',
      '113/05/03 14:20',
      '113年5月3日下午2時20分',
      '民國113年5月3日 14點20分0秒',
      '113/05/03 (五) 14:20',
      '202405031420',
      '20240503142000',
      'May 3, 2024, 2:20 pm',
    ];
    for (const form of forms) assert.equal(momentOf(form), TWENTY_PAST_TWO, form);
    assert.equal(momentOf('2024-05-03T14:20:00.25+08:00'), TWENTY_PAST_TWO + 250);
    assert.equal(momentOf('2024-05-03 上午 12:05'), MIDNIGHT + 5 * 60_000);
    assert.equal(momentOf('1714717200.5'), TWENTY_PAST_TWO + 500);
  });

  it('may be no more than a month or a year', () => {
    const may = at('2024-05-01T00:00:00+08:00');
    for (const form of ['2024-05', '202405', '113年5月', '113/05']) assert.equal(momentOf(form), may, form);
    const year = at('2024-01-01T00:00:00+08:00');
    for (const form of ['2024', 2024, '113年', '113', 113, '民國113年']) assert.equal(momentOf(form), year);
    assert.equal(momentOf('民國元年'), at('1912-01-01T00:00:00+08:00'));
    assert.equal(momentOf('民國前5年3月1日'), at('1907-03-01T00:00:00+08:00'));
    assert.equal(momentOf('99/12/31'), at('2010-12-31T00:00:00+08:00'));
    assert.equal(momentOf('991231'), at('2010-12-31T00:00:00+08:00'));
  });

  it('is read with the year last where there is but one reading', () => {
    assert.equal(momentOf('31/12/2024'), at('2024-12-31T00:00:00+08:00'));
    assert.equal(momentOf('12/31/2024 2:20 PM'), at('2024-12-31T14:20:00+08:00'));
    assert.equal(momentOf('5/5/2024'), at('2024-05-05T00:00:00+08:00'));
  });

  it('is not guessed', () => {
    const forms = [
      '03/05/2024',
      '24/05/03',
      '5/3',
      '12',
      '99.5',
      '2024-13-01',
      '2023-02-29',
      '113/02/30',
      '2024-05-03 25:00',
      '2024-05-03 14',
      '2024-05-03 or so',
      'yesterday',
      '昨天',
      '',
      '  ',
      '9'.repeat(20),
      '2024-05-03'.repeat(2000),
    ];
    for (const form of forms) assert.equal(momentOf(form), null, form.slice(0, 40));
    for (const value of [null, undefined, true, [], {}, Number.NaN, -1, 1e30]) {
      assert.equal(momentOf(value), null);
    }
  });

  it('knows every form that people are told of', () => {
    for (const form of MOMENT_FORMS.split(', ')) assert.notEqual(momentOf(form), null, form);
  });

  it('orders ROC and Gregorian dates alike', () => {
    const next = random(5);
    for (let n = 0; n < 500; n++) {
      const [year, month, day] = [
        1950 + Math.floor(next() * 90),
        1 + Math.floor(next() * 12),
        1 + Math.floor(next() * 28),
      ];
      const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      const expected = at(`${iso}T00:00:00+08:00`);
      assert.equal(momentOf(iso), expected);
      assert.equal(momentOf(`民國${year - 1911}年${month}月${day}日`), expected);
      assert.equal(momentOf(`${year - 1911}/${month}/${day}`), expected);
    }
  });
});
