import { article, ENGLISH, PETITIONS } from '../corpus.ts';
import type { TruthSet } from '../truth.ts';

type Template = (text: string) => string;

/** Text with markup left in it, form by form. */
export const MARKED: readonly Template[] = [
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

/** What looks like markup and is none. */
export const LOOKALIKES: readonly Template[] = [
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

function apply(templates: readonly Template[], count: number, from: number): string[] {
  return templates.flatMap((template, t) =>
    Array.from({ length: count }, (_, i) => template(PETITIONS[(from + t * count + i) % PETITIONS.length]!)),
  );
}

/** Markup, against signs of comparison, placeholders, types, addresses and code. */
export function htmlTruth(): TruthSet {
  return {
    positives: apply(MARKED, 6, 0),
    nearMisses: [
      ...apply(LOOKALIKES, 12, 300),
      ...PETITIONS,
      ...ENGLISH,
      ...[0, 1, 2, 3].map((i) => article(i)),
    ],
  };
}
