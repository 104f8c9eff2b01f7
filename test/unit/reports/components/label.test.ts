import assert from 'node:assert/strict';
import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { Label } from '../../../../reports/components/label.tsx';
import { LABEL_LIMIT, readerOf } from '../../../../reports/reader.ts';

describe('Label', () => {
  const long = '甲'.repeat(LABEL_LIMIT + 1);
  const reader = readerOf('en', 'zh-TW', ['short', long]);

  it('stands apart from the direction of the text around it, in the language of the data', () => {
    assert.equal(
      render(h(Label, { name: '交通局', reader })),
      '<bdi class="label" lang="zh-TW">交通局</bdi>',
    );
  });

  it('is cut where it is long, and leads to the whole', () => {
    const html = render(h(Label, { name: long, reader }));
    assert.equal(html, `<a href="#label-1"><bdi class="label" lang="zh-TW">${long.slice(1)}…</bdi></a>`);
    assert.ok(!render(h(Label, { name: long, reader, linked: false })).includes('<a'));
  });
});
