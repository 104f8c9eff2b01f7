import assert from 'node:assert/strict';
import { isLoopbackAddress } from '../../../../pipeline/api/access/loopback.ts';
import { contentDisposition } from '../../../../pipeline/api/answers/content-disposition.ts';
import { preferredLanguage } from '../../../../pipeline/api/input/language.ts';
import { displayName } from '../../../../pipeline/api/upload/display-name.ts';

describe('displayName', () => {
  it('keeps what people would call the file', () => {
    for (const name of ['data.jsonl', '公文 2026.csv', 'a.b.c', 'naïve (1).json'])
      assert.equal(displayName(name), name);
  });

  it('keeps nothing that could lead somewhere or mislead', () => {
    const cases: [string | undefined, string][] = [
      ['../../x', 'x'],
      ['..\\..\\x.csv', 'x.csv'],
      ['/etc/passwd', 'passwd'],
      ['C:\\data\\x', 'x'],
      ['a/', 'upload'],
      ['..', 'upload'],
      ['.', 'upload'],
      ['', 'upload'],
      [undefined, 'upload'],
      ['.hidden', 'hidden'],
      ['x\0.csv', 'x.csv'],
      ['x\r\nSet-Cookie: a', 'xSet-Cookie: a'],
      ['exe.\u202Elsc.csv', 'exe.lsc.csv'],
      ['\u2066a\u2069\uFEFF\uD800.csv', 'a.csv'],
      ['  x  ', 'x'],
    ];
    for (const [name, shown] of cases) assert.equal(displayName(name), shown, JSON.stringify(name));
  });

  it('cuts long names by characters and keeps their ending', () => {
    assert.equal(displayName(`${'x'.repeat(5000)}.jsonl`), `${'x'.repeat(114)}.jsonl`);
    assert.equal(displayName(`${'𠮷'.repeat(200)}.csv`), `${'𠮷'.repeat(116)}.csv`);
    assert.equal([...displayName(`x.${'y'.repeat(300)}`)].length, 120);
  });
});

describe('preferredLanguage', () => {
  it('weighs what the reader names', () => {
    const cases: [string | undefined, string | null][] = [
      [undefined, null],
      ['', null],
      ['fr', null],
      ['*', null],
      ['en', 'en'],
      ['EN-us', 'en'],
      ['zh', 'zh-TW'],
      ['zh-Hant-HK', 'zh-TW'],
      ['en;q=0.5, zh-TW;q=0.6', 'zh-TW'],
      ['en;q=0.6, zh-TW;q=0.5', 'en'],
      ['zh-TW, en', 'zh-TW'],
      ['en;q=0, zh;q=0.1', 'zh-TW'],
      ['en;q=0', null],
      ['english', null],
      ['en;q=abc', 'en'],
      [`${'x,'.repeat(100_000)}en`, null],
    ];
    for (const [header, language] of cases)
      assert.equal(preferredLanguage(header), language, header?.slice(0, 40));
  });
});

describe('contentDisposition', () => {
  it('cannot be ended by a name', () => {
    assert.equal(
      contentDisposition('inline', 'a.html'),
      `inline; filename="a.html"; filename*=UTF-8''a.html`,
    );
    const hostile = contentDisposition('attachment', 'a"; x\r\nSet-Cookie: 名\\%41\uD800\'*().csv');
    assert.equal(
      hostile,
      `attachment; filename="a__ x__Set-Cookie: ___41_'*().csv"; ` +
        `filename*=UTF-8''a%22%3B%20x%0D%0ASet-Cookie%3A%20%E5%90%8D%5C%2541_%27%2A%28%29.csv`,
    );
    assert.match(hostile, /^[\x20-\x7e]+$/);
  });
});

describe('isLoopbackAddress', () => {
  it('tells this machine from others', () => {
    for (const own of ['127.0.0.1', '127.9.8.7', '::1', '[::1]', '::ffff:127.0.0.1', 'localhost'])
      assert.ok(isLoopbackAddress(own), own);
    for (const other of [
      undefined,
      '',
      '0.0.0.0',
      '::',
      '10.0.0.1',
      '127.0.0.1.example',
      'localhost.example',
      '::ffff:10.0.0.1',
      '1127.0.0.1',
    ]) {
      assert.ok(!isLoopbackAddress(other), other);
    }
  });
});
