import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { detectHtmlMarkup } from '../../../../../datasets/text/html/detect.ts';
import { fixHtmlMarkup } from '../../../../../datasets/text/html/fix.ts';
import { article, ENGLISH, PETITIONS } from '../corpus.ts';
import { assertDetects } from '../truth.ts';

type Template = (text: string) => string;

const MARKED: readonly Template[] = [
  (text) => `<p>${text}</p>`,
  (text) => `<div class="content"><p>${text}</p><br/></div>`,
  (text) => `${text}<br>`,
  (text) => text.replace('，', '，<BR />'),
  (text) => `<P>${text}<P>${text}`,
  (text) => `<span style="color: red">${text}</span>`,
  (text) => `${text.slice(0, 4)}<b>${text.slice(4, 8)}</b>${text.slice(8)}`,
  (text) => `<ul>\n<li>${text}</li>\n<li>${text}</li>\n</ul>`,
  (text) => `<table border=1><tr><td>${text}</td><td>1</td></tr></table>`,
  (text) => `<a href="https://example.org/?a=1&b=2" target=_blank>${text}</a>`,
  (text) => `&nbsp;&nbsp;${text}`,
  (text) => text.replace('，', '&#65292;'),
  (text) => `&lt;p&gt;${text}&lt;/p&gt;`,
  (text) => `${text}<script type="text/javascript">if (a < b) alert("</p>");</script>`,
  (text) => `<!-- 本文 -->${text}`,
  (text) => `<p class="x>${text}</p`.concat('></div>'),
  (text) => `<font face="標楷體" size=4>${text}</font><o:p></o:p>`,
  (text) => `${text}<img src="a.png" alt="圖">`,
  (text) => `<h2>${text}</h2><hr>`,
  (text) => `A&amp;B：${text} &copy; 2024`,
];

const LOOKALIKES: readonly Template[] = [
  (text) => `${text}（a < b and c > d）`,
  (text) => `申請人<姓名>，<身分證字號>：${text}`,
  (text) => `List<String> 與 Map<Object, Link>：${text}`,
  (text) => `王小明 <ming@example.org> 來信：${text}`,
  (text) => `〈民法〉與《刑法》：${text}`,
  (text) => `{input}\n${text}\n{output}`,
  (text) => `甲方<A>與乙方<B>：${text}`,
  (text) => `<output>${text}</output>`,
  (text) => `<title>${text}`,
  (text) => `<s>[INST] ${text} [/INST]</s>`,
  (text) => `https://example.org/?a=1&copy=2&lt=3 ${text}`,
  (text) => `AT&T、R&D、Q&A; ${text}`,
  (text) => `${text}（p<0.05，x>3，if (a<b && c>d) ...）`,
  (text) => `請用 \`<br>\` 換行：${text}`,
  (text) => `\`\`\`html\n<p>${text}</p>\n&nbsp;\n\`\`\``,
  (text) => `-->  <-- ${text} <=> <> <3 </3`,
  (text) => `cp <source> <target> # ${text}`,
  (text) => `<<${text}>>`,
];

const NAMED_REFERENCES = ['&nbsp;', '&lt;', '&hellip;', '&#20013;', '&#x6587;'];

describe('HTML left in a text', () => {
  const apply = (templates: readonly Template[], count: number, from: number) =>
    templates.flatMap((template, t) =>
      Array.from({ length: count }, (_, i) =>
        template(PETITIONS[(from + t * count + i) % PETITIONS.length]!),
      ),
    );

  it('is told from signs of comparison, placeholders, types, addresses and code', () => {
    assertDetects(detectHtmlMarkup, {
      positives: apply(MARKED, 6, 0),
      nearMisses: [
        ...apply(LOOKALIKES, 12, 300),
        ...PETITIONS,
        ...ENGLISH,
        ...[0, 1, 2, 3].map((i) => article(i)),
      ],
    });
  });

  it('is found in every form, and in none of the others', () => {
    for (const template of MARKED)
      assert.ok(detectHtmlMarkup(template(PETITIONS[0]!)), template(PETITIONS[0]!));
    for (const template of LOOKALIKES) {
      assert.equal(detectHtmlMarkup(template(PETITIONS[0]!)), null, template(PETITIONS[0]!));
    }
    for (const reference of NAMED_REFERENCES) assert.ok(detectHtmlMarkup(`甲${reference}乙`), reference);
  });

  it('comes with what was found', () => {
    assert.deepEqual(detectHtmlMarkup('<div class="law"><p>甲&nbsp;乙</p><br/></div>'), {
      tags: 5,
      references: 1,
      names: ['div', 'p', 'br', '&nbsp;'],
    });
  });

  it('is looked for in time that grows with the text', () => {
    for (const piece of [
      '<',
      '<a "',
      '<!--',
      '&nbsp',
      '<p',
      '`',
      '<div ',
      '<a b=',
      "<a '",
      '```',
      '&#',
      '<p ><!--',
    ]) {
      const text = piece.repeat(60_000 / piece.length);
      assert.equal(fixHtmlMarkup(text) === null, detectHtmlMarkup(text) === null);
    }
  });
});
