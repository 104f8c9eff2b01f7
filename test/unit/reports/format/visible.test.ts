import assert from 'node:assert/strict';
import { visible, visibleLabel } from '../../../../reports/format/visible.ts';

describe('visible', () => {
  const CASES: readonly (readonly [name: string, given: string, shown: string])[] = [
    ['plain text in any script', '臺北市 Taipei שלום 👩‍👧', '臺北市 Taipei שלום 👩‍👧'],
    ['C0 controls', 'a\u0000b\u001b[31m\u007f', 'a[U+0000]b[U+001B][31m[U+007F]'],
    ['C1 controls', 'a\u0085b', 'a[U+0085]b'],
    ['bidirectional controls', '\u202eabc\u2066\u200f', '[U+202E]abc[U+2066][U+200F]'],
    ['zero-width spaces and byte order marks', 'a\u200bb\ufeff', 'a[U+200B]b[U+FEFF]'],
    ['tag characters', 'a\u{e0041}', 'a[U+E0041]'],
    ['lone surrogates', 'a\ud800b\udfffc', 'a\ufffdb\ufffdc'],
    ['line ends', 'a\r\nb\nc\td', 'a[U+000D][U+000A]b[U+000A]c[U+0009]d'],
  ];
  for (const [name, given, shown] of CASES) it(name, () => assert.equal(visible(given), shown));

  it('keeps line ends and tabs of longer texts, as one kind of line end', () => {
    assert.equal(visible('a\r\nb\nc\td\re', { lines: true }), 'a\nb\nc\td[U+000D]e');
  });
});

describe('visibleLabel', () => {
  it('shows spaces at the ends, half- and full-width, and leaves those between', () => {
    assert.equal(visibleLabel('交通 局\u3000'), '交通 局[U+3000]');
    assert.equal(visibleLabel('  a'), '[U+0020][U+0020]a');
    assert.equal(visibleLabel(' '), '[U+0020]');
  });
});
