import assert from 'node:assert/strict';
import { figuresIn, NONE } from '../../../../reports/format/figures.ts';

describe('figuresIn', () => {
  const zh = figuresIn('zh-TW');
  const en = figuresIn('en');

  it('writes counts with separators', () => {
    assert.equal(zh.count(1_234_567), '1,234,567');
    assert.equal(en.count(0), '0');
  });

  it('writes shares as percentages and what is undefined as a dash', () => {
    assert.equal(zh.percent(0.86905), '86.9%');
    assert.equal(zh.percent(1), '100.0%');
    assert.equal(zh.percent(0.95, 0), '95%');
    assert.equal(zh.percent(null), NONE);
    assert.equal(zh.percent(-0.0001), '0.0%');
    assert.equal(zh.range([0.818, 0.92]), '81.8–92.0%');
  });

  it('writes differences with their sign, zero without one', () => {
    assert.equal(en.points(0.2501), '+25.0');
    assert.equal(en.points(-0.015), '−1.5');
    assert.equal(en.points(0.00001), '0.0');
    assert.equal(en.points(-0.00001), '0.0');
  });

  it('never writes a p value as 0', () => {
    assert.equal(en.p(0), 'p < 0.001');
    assert.equal(en.p(0.000999), 'p < 0.001');
    assert.equal(en.p(0.0424), 'p = 0.042');
    assert.equal(en.p(1), 'p = 1.000');
  });

  it('writes numbers with four significant digits at most', () => {
    assert.equal(en.number(0.0003), '0.0003');
    assert.equal(en.number(356.42), '356.4');
    assert.equal(en.number(null), NONE);
  });

  it('writes durations', () => {
    assert.deepEqual(
      [3.44, 59.6, 172.4, 3600, 7325].map((seconds) => en.duration(seconds)),
      ['3.4 s', '1 min 0 s', '2 min 52 s', '1 h 0 min', '2 h 2 min'],
    );
    assert.equal(zh.duration(172.4), '2 分 52 秒');
  });

  it('writes sizes in binary units', () => {
    assert.deepEqual(
      [0, 1, 1023, 1024, 2_311_061_504].map((bytes) => en.bytes(bytes)),
      ['0 B', '1 B', '1023 B', '1.0 KiB', '2.2 GiB'],
    );
  });

  it('writes moments in the zone of the reader, and names it', () => {
    assert.equal(zh.moment('2026-11-22T18:05:09.120Z'), '2026 年 11 月 23 日 02:05（臺北時間）');
    assert.equal(en.moment('2026-11-22T00:05:09.120Z'), '22 November 2026, 00:05 UTC');
    assert.equal(en.moment('not a date'), NONE);
  });
});
