import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { detectHtmlMarkup } from '../../../../../datasets/text/html/detect.ts';
import { fixHtmlMarkup } from '../../../../../datasets/text/html/fix.ts';
import { random } from '../../reading.ts';
import { PETITIONS } from '../corpus.ts';

const CASES: readonly (readonly [html: string, text: string])[] = [
  ['<div class="law"><p>第一項。</p><br/><script>alert(1)</script></div>', '第一項。'],
  ['<p>第一段</p><p>第二段</p>', '第一段\n第二段'],
  ['<p>第一段</p>\n\n<p>第二段</p>', '第一段\n\n第二段'],
  ['<P>第一段<P>第二段', '第一段\n第二段'],
  ['甲<br>\n乙<br><br>丙', '甲\n乙\n\n丙'],
  ['<ul>\n  <li>一</li>\n  <li>二</li>\n</ul>', '一\n二'],
  [
    '<table><tr><th>縣市</th><th>件數</th></tr><tr><td>臺北</td><td>3</td></tr></table>',
    '縣市\t件數\n臺北\t3',
  ],
  ['<b>粗體</b>與<i>斜體</i>同行', '粗體與斜體同行'],
  ['&nbsp;甲&amp;乙&nbsp;&#20013;&#x6587;&hellip;', '甲&乙 中文…'],
  [
    '<p>a &lt; b，c > d，x<y z，<身分證字號>，List<String></p>',
    'a < b，c > d，x<y z，<身分證字號>，List<String>',
  ],
  ['&lt;p&gt;整段跳脫&lt;/p&gt;', '整段跳脫'],
  ['<style>p { color: red }</style><title>標題</title><h1>章</h1>內文', '標題\n章\n內文'],
  ['<pre>  x\n    y</pre>', 'x\n    y'],
  ['<!DOCTYPE html><html><body>內文<!-- <p>註解</p> --></body></html>', '內文'],
  [
    '<a href="https://example.org/?a=1&b=2">連結</a>在 https://example.org/?a=1&copy=2',
    '連結在 https://example.org/?a=1&copy=2',
  ],
  ['<p class="x>壞掉的引號</p>', '壞掉的引號'],
  ['<div>沒有結尾', '沒有結尾'],
  ['甲</div>乙', '甲\n乙'],
  ['請填 <title> 與<br/>日期', '請填 <title> 與\n日期'],
  ['甲方<A>與乙方<B><br>簽約', '甲方<A>與乙方<B>\n簽約'],
  ['<p>用 `<br>` 換行，`&nbsp;` 是空格</p>', '用 `<br>` 換行，`&nbsp;` 是空格'],
];

describe('text without HTML', () => {
  for (const [html, text] of CASES) {
    it(`${JSON.stringify(html.slice(0, 50))} reads ${JSON.stringify(text.slice(0, 30))}`, () => {
      assert.equal(fixHtmlMarkup(html), text);
    });
  }

  it('is nothing to ask for where there is none', () => {
    for (const text of ['a < b', '<身分證字號>', 'AT&T', ...PETITIONS.slice(0, 50)]) {
      assert.equal(fixHtmlMarkup(text), null);
    }
  });

  it('keeps every character of the text, whatever markup stands around it, and leaves none behind', () => {
    const next = random(23);
    const markup = [
      '<p>',
      '</p>',
      '<br>',
      '<div class="a">',
      '</div>',
      '<b>',
      '</b>',
      '<td>',
      '<!-- x -->',
      '<li>',
    ];
    for (let round = 0; round < 150; round++) {
      const text = PETITIONS[round]!;
      const html = [...text]
        .map((c) => (next() < 0.2 ? markup[Math.floor(next() * markup.length)]! + c : c))
        .join('');
      const fixed = fixHtmlMarkup(`<div>${html}`);
      assert.equal(fixed?.replace(/\s/g, ''), text.replace(/\s/g, ''));
      assert.equal(detectHtmlMarkup(fixed!), null);
    }
  });

  it('never fails, and leaves nothing that would be found again', () => {
    const next = random(29);
    const pieces = [
      ...'<>/"\'=&;!-` \n甲乙ab',
      '<p',
      '</p>',
      '<b x="',
      '&nbsp',
      '&#',
      '<!--',
      '-->',
      '<script>',
      '<title>',
      '<td>',
    ];
    for (let round = 0; round < 2_000; round++) {
      const html = Array.from({ length: 20 }, () => pieces[Math.floor(next() * pieces.length)]).join('');
      const fixed = fixHtmlMarkup(html);
      if (fixed !== null) assert.equal(detectHtmlMarkup(fixed), null, html);
    }
  });
});
